//! Records the program and cuts its power, as often as is asked.

#![expect(clippy::print_stdout, reason = "a command speaks to its terminal")]
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use kenspeckle_power::record::{Recording, missing};
use kenspeckle_power::run::Played;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let word = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let number = |name: &str| word(name).map(|word| word.parse::<u64>().unwrap());
    let mut recording = match (word("--recording"), missing()) {
        (Some(folder), _) => Recording::kept(Path::new(folder)),
        (None, Some(missing)) => {
            println!("{missing}");
            return ExitCode::FAILURE;
        }
        (None, None) => runtime().block_on(Recording::make()),
    };
    let played = Played::of(&recording);
    println!("recorded: {}", played.words());
    let seed = number("--seed").unwrap_or(1);
    if let Some(number) = number("--cut") {
        let (cut, bad) = played.cut_again(seed, number);
        println!("{cut:?}: {}", bad.as_deref().unwrap_or("nothing acked is lost or doubled"));
        return ExitCode::from(u8::from(bad.is_some()));
    }
    let outcome = played.cut(seed, number("--cuts").unwrap_or(2_000), Duration::MAX);
    println!("{outcome}");
    match outcome.bad {
        None => ExitCode::SUCCESS,
        Some((number, bad)) => {
            let kept = recording.keep().display();
            println!("cut {number}: {bad}");
            println!(
                "replay it: cargo xtask power --recording {kept} --seed {seed} --cut {number}"
            );
            ExitCode::FAILURE
        }
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap()
}
