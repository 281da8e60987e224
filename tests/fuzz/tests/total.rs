//! Every parser gives an answer to everything, soon, and keeps nothing of it.
//!
//! `KENSPECKLE_FUZZ` says how many messages; 2 million otherwise.

#![allow(clippy::unwrap_used)]
#![expect(clippy::print_stdout, reason = "what came of it is worth reading")]

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use kenspeckle_fuzz::{
    Bodies, Came, HeadMaker, Heads, Mutator, Reader, asks_for_a_board, body_seeds, memory_bytes,
    message_seeds, thread_cpu,
};
use kenspeckle_tests::Chance;

/// Of the thread's own time.
const SOON: Duration = Duration::from_millis(10);
/// Making a board out of a file is done off the threads that serve; longer than a message may take.
const SOON_FOR_A_BOARD: Duration = Duration::from_secs(1);
/// In bytes. How much more memory there may be after all of them than after the first tenth.
const FLAT: u64 = 4 << 20;
/// How often what took too long is read again, and may be quicker: the system's own work counts as
/// the thread's now and then.
const AGAIN: usize = 4;
/// Heads that are answered before any is timed.
const WARM: usize = 500;
/// Messages where nobody says how many.
const MESSAGES: u64 = 2_000_000;

type Tally = BTreeMap<Came, u64>;

#[test]
fn every_message_is_answered_soon_and_nothing_is_kept() {
    let reader = Reader::new();
    let mut chance = Chance::announced();
    let mut mutator = Mutator::new(message_seeds(), chance.fork());
    let tally = all(messages(), || mutator.another(), |_| SOON, |bytes| reader.read(bytes));
    println!("{tally:?}");
    for came in [Came::Bad, Came::Hello, Came::Aside, Came::Refused, Came::Done] {
        assert!(
            tally.get(&came) > Some(&(messages() / 500)),
            "hardly any came to {came:?}: {tally:?}"
        );
    }
}

#[test]
fn every_http_body_is_answered_soon_and_nothing_is_kept() {
    let reader = Bodies::new();
    let bodies = messages() / 20;
    let soon = |bytes: &[u8]| if asks_for_a_board(bytes) { SOON_FOR_A_BOARD } else { SOON };
    let mut chance = Chance::announced();
    let mut mutator = Mutator::new(body_seeds(), chance.fork());
    let tally = all(bodies, || mutator.another(), soon, |bytes| reader.read(bytes));
    println!("{tally:?}");
    for came in [Came::Bad, Came::Refused, Came::Done] {
        assert!(tally.get(&came) > Some(&(bodies / 200)), "hardly any came to {came:?}: {tally:?}");
    }
}

#[test]
fn every_head_of_a_request_is_answered_soon_and_nothing_is_kept() {
    let reader = Heads::new();
    let heads = messages() / 200;
    let mut maker = HeadMaker::new(reader.keys(), Chance::announced());
    // What is packed or drawn once for everybody is no part of anybody's answer.
    for _ in 0..WARM {
        reader.read(&maker.another());
    }
    let tally = all(heads, || maker.another(), |_| SOON, |bytes| reader.read(bytes));
    println!("{tally:?}");
    for came in [Came::Bad, Came::Refused, Came::Done] {
        assert!(tally.get(&came) > Some(&(heads / 50)), "hardly any came to {came:?}: {tally:?}");
    }
}

/// Reads so many, each within its time, and says how far they came.
fn all(
    count: u64,
    mut another: impl FnMut() -> Vec<u8>,
    soon: impl Fn(&[u8]) -> Duration,
    read: impl Fn(&[u8]) -> Came,
) -> Tally {
    let (mut tally, mut after_some, mut slowest) = (Tally::new(), None, Duration::ZERO);
    let timed = |bytes: &[u8]| {
        let begun = thread_cpu();
        let came = catch_unwind(AssertUnwindSafe(|| read(bytes)));
        let took = thread_cpu() - begun;
        let shown = || String::from_utf8_lossy(bytes).into_owned();
        (came.unwrap_or_else(|_| panic!("a parser panicked at {}", shown())), took)
    };
    for nth in 0..count {
        let bytes = another();
        let (came, mut took) = timed(&bytes);
        if took > SOON {
            let soon = soon(&bytes);
            let again = (0..AGAIN).map(|_| timed(&bytes).1);
            took = again.chain([took]).find(|took| *took <= soon).unwrap_or(took);
            assert!(took <= soon, "{took:?} for {}", String::from_utf8_lossy(&bytes));
        }
        slowest = slowest.max(took);
        *tally.entry(came).or_default() += 1;
        if nth == count / 10 {
            after_some = memory_bytes();
        }
    }
    println!("the slowest of {count} took {slowest:?}");
    if let (Some(before), Some(after)) = (after_some, memory_bytes()) {
        assert!(after <= before + FLAT, "{before} bytes, and then {after}");
    }
    tally
}

fn messages() -> u64 {
    std::env::var("KENSPECKLE_FUZZ").map_or(MESSAGES, |count| count.parse().unwrap())
}
