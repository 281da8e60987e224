//! The built program: what it says, and with which code it ends.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A test that waits longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(20);

fn kenspeckle() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenspeckle"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("KENSPECKLE_")) {
        command.env_remove(name);
    }
    command
}

/// Runs it to its end, which must be a failure with one clear line.
fn fails(arguments: &[&str], code: i32) -> String {
    let Output { status, stdout, stderr } = kenspeckle().args(arguments).output().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(code), "{said}");
    assert!(stdout.is_empty(), "nothing is offered that is not served");
    let line = said.lines().find(|line| line.starts_with("kenspeckle: ")).unwrap().to_owned();
    assert!(!said.contains("panicked"), "{said}");
    assert!(!said.contains(" INFO "), "nothing began that has to be told: {said}");
    line
}

/// A server that is up, and is killed when the test ends.
struct Running {
    child: Child,
    ready: Value,
}

impl Running {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let ready_file = folder.join("ready.json");
        let child = kenspeckle()
            .arg("--data")
            .arg(folder.join("data"))
            .args(["--listen", "127.0.0.1:0", "--ready-file"])
            .arg(&ready_file)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut running = Self { child, ready: Value::Null };
        running.ready = running.wait_for(&ready_file);
        running
    }

    fn wait_for(&mut self, file: &Path) -> Value {
        let began = Instant::now();
        loop {
            if let Ok(text) = fs::read(file) {
                return serde_json::from_slice(&text).unwrap();
            }
            assert_eq!(self.child.try_wait().unwrap(), None, "it ended");
            assert!(began.elapsed() < PATIENCE, "it was not ready in time");
            thread::yield_now();
        }
    }

    fn address(&self) -> String {
        self.ready["listen"].as_str().unwrap().to_owned()
    }

    #[cfg(unix)]
    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }

    /// Asks it to stop and gives its code and all that it said.
    #[cfg(unix)]
    fn stop(mut self, signal: &str) -> (Option<i32>, String, String) {
        self.signal(signal);
        let status = self.child.wait().unwrap();
        let (mut out, mut err) = (String::new(), String::new());
        self.child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        (status.code(), out, err)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn help_explains_every_flag_its_variable_and_the_codes_it_ends_with() {
    let output = kenspeckle().arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    for flag in ["data", "listen", "board", "public-url", "ready-file", "log-format", "log"] {
        let variable = format!("KENSPECKLE_{}", flag.to_uppercase().replace('-', "_"));
        assert!(help.contains(&format!("--{flag} <")), "{flag} in\n{help}");
        assert!(help.contains(&format!("[env: {variable}=]")), "{variable} in\n{help}");
    }
    for default in ["./data", "0.0.0.0:8080", "text", "info"] {
        assert!(help.contains(&format!("[default: {default}]")), "{default} in\n{help}");
    }
    for code in [0, 1, 2, 3, 4, 5, 130] {
        assert!(help.contains(&format!("\n  {code}  ")), "{code} in\n{help}");
    }
}

#[test]
fn a_wrong_flag_is_one_clear_line() {
    for arguments in [["--listen", "here"], ["--public-url", "board.example.org"], ["--log", "all"]]
    {
        let output = kenspeckle().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("error: ") && said.contains(arguments[0]), "{said}");
    }
}

#[test]
fn a_port_in_use_is_told_with_another_one_to_try() {
    let (folder, taken) = (folder(), TcpListener::bind("127.0.0.1:0").unwrap());
    let address = taken.local_addr().unwrap().to_string();
    let line = fails(&["--data", text(&folder.path().join("data")), "--listen", &address], 5);
    let port = address.rsplit(':').next().unwrap();
    assert!(
        line.contains(&format!("port {port} is in use")) && line.contains("--listen"),
        "{line}"
    );
}

#[test]
fn an_address_that_is_not_this_machines_is_told() {
    let folder = folder();
    let line = fails(&["--data", text(folder.path()), "--listen", "203.0.113.7:1"], 5);
    assert!(line.contains("203.0.113.7:1") && line.contains("--listen"), "{line}");
}

#[test]
fn a_data_folder_that_cannot_be_written_is_told() {
    let folder = folder();
    let file = folder.path().join("a file");
    fs::write(&file, "not a folder").unwrap();
    let line = fails(&["--data", text(&file), "--listen", "127.0.0.1:0"], 3);
    assert!(line.contains("a file") && line.contains("--data"), "{line}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "not a folder");
}

#[test]
fn a_second_server_on_one_data_folder_is_told() {
    let folder = folder();
    let running = Running::start(folder.path(), &[]);
    let data = folder.path().join("data");
    let line = fails(&["--data", text(&data), "--listen", "127.0.0.1:0"], 4);
    assert!(line.contains("another kenspeckle holds the data folder"), "{line}");
    drop(running);
}

#[test]
fn a_board_folder_with_mistakes_is_told_line_by_line_with_file_and_entry() {
    let folder = folder();
    copy_board(folder.path());
    let areas = folder.path().join("areas.geojson");
    let broken = fs::read_to_string(&areas).unwrap().replacen("\"red-road\"", "\"govan\"", 1);
    fs::write(&areas, broken).unwrap();
    fs::write(folder.path().join("base.geojson"), "{").unwrap();
    let data = folder.path().join("data");
    let arguments = ["--board", text(folder.path()), "--data", text(&data)];
    let output = kenspeckle().args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.lines().any(|line| line.contains("base.geojson")), "{said}");
    assert!(
        said.lines().any(|line| line.contains("areas.geojson, ") && line.contains("\"govan\"")),
        "{said}"
    );
    assert!(!data.exists(), "nothing is made before the board is known to be good");
}

#[test]
fn a_board_folder_that_is_not_there_is_told() {
    let folder = folder();
    let line = fails(&["--board", text(&folder.path().join("none"))], 2);
    assert!(line.contains("none") && line.contains("--board"), "{line}");
}

#[cfg(unix)]
#[test]
fn a_served_board_offers_its_links_and_stops_calmly() {
    for signal in ["-INT", "-TERM"] {
        let folder = folder();
        let running = Running::start(folder.path(), &["--log-format", "json"]);
        let ready = running.ready.clone();
        let (code, out, err) = running.stop(signal);
        assert_eq!(code, Some(0), "{err}");
        for key in ["join_url", "join_code", "display_url", "facilitator_url"] {
            let value = ready[key].as_str().unwrap();
            assert!(out.contains(value), "{key} in\n{out}");
            assert!(!err.contains(value), "{key} is a secret, but is in\n{err}");
        }
        assert!(out.contains('▀') && out.contains("Ctrl-C"), "{out}");
        for line in err.lines() {
            assert!(serde_json::from_str::<Value>(line).is_ok(), "{line}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_second_signal_stops_it_at_once() {
    use std::io::Write;
    let folder = folder();
    let running = Running::start(folder.path(), &[]);
    let address = running.address();
    // Somebody who is being served: a calm stop would wait for the rest of this.
    let mut asking = std::net::TcpStream::connect(&address).unwrap();
    let head = "POST /api/join HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Type: application/json\r\n\
                Expect: 100-continue\r\nContent-Length: 99\r\n\r\n";
    asking.write_all(head.as_bytes()).unwrap();
    // The server waits for the body now.
    assert_eq!(asking.read(&mut [0; 8]).unwrap(), 8);
    running.signal("-INT");
    while std::net::TcpStream::connect(&address).is_ok() {
        thread::yield_now();
    }
    assert_eq!(running.stop("-INT").0, Some(130));
}

#[cfg(unix)]
#[test]
fn the_ready_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let _running = Running::start(folder.path(), &[]);
    let file = folder.path().join("ready.json").metadata().unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_public_url_is_in_the_links() {
    let folder = folder();
    let url = "https://board.example.org";
    let running = Running::start(folder.path(), &["--public-url", url]);
    let join_url = format!("{url}/#{}", running.ready["join_code"].as_str().unwrap());
    assert_eq!(running.ready["join_url"], join_url);
    assert!(running.address().starts_with("127.0.0.1:"));
}

#[cfg(unix)]
#[test]
fn a_board_keeps_its_join_code_and_its_old_links_over_a_restart() {
    let folder = folder();
    let running = Running::start(folder.path(), &[]);
    let before = running.ready.clone();
    running.stop("-TERM");
    fs::remove_file(folder.path().join("ready.json")).unwrap();
    let running = Running::start(folder.path(), &[]);
    assert_eq!(running.ready["join_code"], before["join_code"]);
    assert_ne!(token(&running.ready), token(&before), "tokens are made anew");
    for ready in [&before, &running.ready] {
        let answer = links(&running.address(), token(ready));
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
}

fn token(ready: &Value) -> &str {
    ready["facilitator_url"].as_str().unwrap().split('#').nth(1).unwrap()
}

fn links(address: &str, token: &str) -> String {
    use std::io::Write;
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let request = format!(
        "POST /api/links HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nConnection: close\r\n\
         Authorization: Bearer {token}\r\nContent-Type: application/json\r\n\
         Content-Length: 2\r\n\r\n{{}}"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn copy_board(to: &Path) {
    let from: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../boards/gowell-glasgow"].iter().collect();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}
