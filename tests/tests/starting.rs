//! Starting: every trouble is told in plain lines, with a code of its own, and nothing is lost.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;
use std::process::{Command, Stdio};

use kenspeckle_tests::{Client, DataFolder, Server, place_in, program};

const ANY_PORT: [&str; 2] = ["--listen", "127.0.0.1:0"];

/// Starts it with arguments that must not work; gives its code and what it said of the trouble.
fn trouble(data: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(program());
    let ended = command.arg("--data").arg(data).args(arguments).stdin(Stdio::null()).output();
    let ended = ended.unwrap();
    assert!(ended.stdout.is_empty(), "{}", String::from_utf8_lossy(&ended.stdout));
    (ended.status.code().unwrap(), String::from_utf8(ended.stderr).unwrap())
}

fn assert_one_line(said: &str, parts: &[&str]) {
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    for part in parts {
        assert!(said.contains(part), "{part} is not in: {said}");
    }
}

#[tokio::test]
async fn a_data_folder_that_is_in_use_is_left_alone() {
    let server = Server::fresh().await;
    let (code, said) = trouble(server.data.path(), &ANY_PORT);
    assert_eq!(code, 4, "{said}");
    assert_one_line(&said, &["another kenspeckle"]);
    let phone = Client::join(server.address, &server.code).await;
    phone.do_it(place_in("govan")).await;
}

#[tokio::test]
async fn a_port_that_is_in_use_is_told() {
    let server = Server::fresh().await;
    let taken = server.address.to_string();
    let (code, said) = trouble(DataFolder::new().path(), &["--listen", &taken]);
    assert_eq!(code, 5, "{said}");
    assert_one_line(&said, &["in use", &server.address.port().to_string(), "--listen"]);
}

#[test]
fn a_data_folder_that_cannot_be_made_is_told() {
    let data = DataFolder::new();
    std::fs::write(data.path().join("file"), "").unwrap();
    let inside = data.path().join("file/data");
    let (code, said) = trouble(&inside, &ANY_PORT);
    assert_eq!(code, 3, "{said}");
    assert_one_line(&said, &[inside.to_str().unwrap()]);
}

#[test]
fn what_is_no_database_of_ours_is_left_as_it_is() {
    let data = DataFolder::new();
    let file = data.path().join("kenspeckle.db");
    std::fs::write(&file, "my recipes").unwrap();
    let (code, said) = trouble(data.path(), &ANY_PORT);
    assert_eq!(code, 3, "{said}");
    assert_one_line(&said, &["kenspeckle.db"]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "my recipes");
}

#[test]
fn a_faulty_board_is_refused_with_file_and_entry() {
    let data = DataFolder::new();
    let (code, said) = trouble(data.path(), &["--board", "/nowhere/at/all"]);
    assert_eq!(code, 2, "{said}");
    assert_one_line(&said, &["/nowhere/at/all"]);

    let board = DataFolder::new();
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../boards/gowell-glasgow");
    for file in ["board.toml", "areas.geojson", "base.geojson"] {
        std::fs::copy(built_in.join(file), board.path().join(file)).unwrap();
    }
    let file = board.path().join("board.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let faulty = text.replace("precision = \"street\"", "precision = \"stret\"");
    assert_ne!(text, faulty);
    std::fs::write(&file, faulty).unwrap();
    let (code, said) = trouble(data.path(), &["--board", board.path().to_str().unwrap()]);
    assert_eq!(code, 2, "{said}");
    for part in ["board.toml", "visited", "precision", "street"] {
        assert!(said.contains(part), "{part} is not in: {said}");
    }
    let made = std::fs::read_dir(data.path()).unwrap().count();
    assert_eq!(made, 0, "nothing was made for a board that cannot be opened");
}

#[test]
fn a_flag_that_is_wrong_is_told() {
    for wrong in [&["--lisen", "x"][..], &["--log", "loud"], &["--public-url", "not a url"]] {
        let (code, said) = trouble(DataFolder::new().path(), wrong);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains(wrong[0]), "{said}");
    }
}

#[test]
fn help_tells_every_flag_with_its_variable() {
    let help = Command::new(program()).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for flag in ["data", "listen", "board", "public-url", "ready-file", "log", "log-format"] {
        assert!(help.contains(&format!("--{flag} ")), "--{flag} is not in\n{help}");
        let variable = format!("KENSPECKLE_{}", flag.to_uppercase().replace('-', "_"));
        assert!(help.contains(&variable), "{variable} is not in\n{help}");
    }
}
