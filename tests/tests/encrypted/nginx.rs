//! Behind nginx, with the configuration that docs/hosting shows.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use futures_util::future::join_all;
use kenspeckle_shared::limits::{GUESSES_AT_ONCE, UPLOAD_BYTES, WRONG_CODES};
use kenspeckle_tests::{DataFolder, Server, Start};
use rustix::io::{FdFlags, fcntl_setfd};
use rustix::process::{Pid, Signal, geteuid, kill_process};
use serde_json::json;
use tempfile::TempDir;

use kenspeckle_tests::secure::{Certificate, HOST, Visitor};

const SHOWN: &str = include_str!("../../../docs/hosting/nginx.conf");
/// The rest of a configuration: no file outside a folder of our own.
const AROUND: &str = "pid nginx.pid; events {} http {
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    include shown.conf;
}";

/// nginx before a server. Dropping it ends both.
struct Behind {
    server: Server,
    certificate: Certificate,
    address: SocketAddr,
    nginx: Child,
    _folder: TempDir,
}

impl Behind {
    async fn start() -> Self {
        let public = format!("https://{HOST}");
        let arguments = ["--public-url", &public, "--trusted-proxy", "127.0.0.1/32"];
        let how = Start { arguments: &arguments, ..Start::default() };
        let server = Server::start_with(DataFolder::new(), how).await;

        let (certificate, folder) = (Certificate::fresh(), tempfile::tempdir().unwrap());
        // nginx takes this over: no port is ever free in between.
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (cert, key) = certificate.files();
        let live = format!("/etc/letsencrypt/live/{HOST}");
        let shown = [
            ("listen 443 ssl", format!("listen {address} ssl")),
            (&format!("{live}/fullchain.pem"), cert),
            (&format!("{live}/privkey.pem"), key),
            ("127.0.0.1:8080;", format!("{};", server.address)),
        ]
        .iter()
        .fold(SHOWN.to_owned(), |shown, (from, to)| {
            assert_eq!(shown.matches(from).count(), 1, "{from} is replaced");
            shown.replace(from, to)
        });
        fs::write(folder.path().join("shown.conf"), shown).unwrap();
        fs::write(folder.path().join("nginx.conf"), AROUND).unwrap();
        let nginx = run(folder.path(), &listener);
        Self { server, certificate, address, nginx, _folder: folder }
    }

    fn visitor(&self, from: [u8; 4]) -> Visitor {
        Visitor::of(&self.certificate, self.address).from(from)
    }
}

impl Drop for Behind {
    fn drop(&mut self) {
        // It takes its workers with it.
        let _ = kill_process(Pid::from_child(&self.nginx), Signal::TERM);
        let _ = self.nginx.wait();
    }
}

fn run(folder: &Path, listener: &TcpListener) -> Child {
    fcntl_setfd(listener, FdFlags::empty()).unwrap();
    let program = program();
    let child = Command::new(&program)
        .arg("-p")
        .arg(folder)
        .args(["-c", "nginx.conf", "-e", "stderr", "-g", globals()])
        // The sockets that it takes over, as at an upgrade of nginx.
        .env("NGINX", format!("{};", listener.as_raw_fd()))
        .stdin(Stdio::null())
        .spawn();
    // Other programs that are started meanwhile need not have it.
    fcntl_setfd(listener, FdFlags::CLOEXEC).unwrap();
    child.unwrap_or_else(|fault| panic!("{}: {fault}", program.display()))
}

/// Workers that may read and write what is here.
fn globals() -> &'static str {
    if geteuid().is_root() { "daemon off; user root;" } else { "daemon off;" }
}

/// Gives nginx: `NGINX_BIN`, or where systems keep it.
fn program() -> PathBuf {
    let named = std::env::var_os("NGINX_BIN").map(PathBuf::from);
    let usual = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx"];
    let mut places = named.into_iter().chain(usual.map(PathBuf::from));
    places.find(|place| place.is_file()).expect(
        "this test needs nginx: run `cargo xtask test`, which brings it, install the package \
         `nginx`, or name one by NGINX_BIN",
    )
}

async fn try_code(visitor: &Visitor, code: &str, forwarded: &str) -> String {
    let head = format!(
        "POST /api/join HTTP/1.1\r\nOrigin: https://{HOST}\r\nX-Forwarded-For: {forwarded}\r\n"
    );
    visitor.ask(&head, &json!({ "code": code }).to_string()).await
}

#[tokio::test]
async fn r1_10_behind_nginx_a_phone_joins_connects_and_is_acked() {
    let behind = Behind::start().await;
    let visitor = behind.visitor([127, 0, 0, 1]);
    let page = visitor.ask("GET / HTTP/1.1\r\n", "").await;
    assert!(page.contains("200 OK"), "{page}");
    assert!(page.contains("strict-transport-security: max-age="), "{page}");
    assert!(page.contains("content-security-policy: "), "{page}");
    let mut phone = visitor.phone(&behind.server.code).await;
    phone.put_sticker().await;
    behind.visitor([127, 0, 0, 2]).phone(&behind.server.code).await.put_sticker().await;
    phone.put_sticker().await;
}

#[tokio::test]
async fn r1_10_behind_nginx_the_largest_map_file_reaches_the_server() {
    let behind = Behind::start().await;
    // Each line end has two letters in JSON.
    let board = json!({ "geojson": "\n".repeat(UPLOAD_BYTES) }).to_string();
    let visitor = behind.visitor([127, 0, 0, 1]);
    for (token, words) in [(&*behind.server.facilitator, "bad_board"), ("none", "unknown_token")] {
        let head = format!(
            "POST /api/boards HTTP/1.1\r\nOrigin: https://{HOST}\r\nAuthorization: Bearer {token}\r\n"
        );
        let answer = visitor.ask(&head, &board).await;
        // The server's own words, not those of nginx: also when it answers before it has read all.
        assert!(answer.contains(words), "{answer}");
    }
}

#[tokio::test]
async fn r1_10_behind_nginx_nobody_says_that_they_are_somebody_else() {
    let behind = Behind::start().await;
    let guesser = behind.visitor([127, 0, 0, 2]);
    for nth in 0..WRONG_CODES {
        let answer = try_code(&guesser, "AAAAAA", &format!("203.0.113.{}", nth % 250)).await;
        assert!(answer.contains("404"), "{answer}");
    }
    let held_up = async |visitor: &Visitor| {
        let tries = (0..4 * GUESSES_AT_ONCE)
            .map(|nth| async move { try_code(visitor, "AAAAAA", &format!("192.0.2.{nth}")).await });
        join_all(tries).await.iter().any(|answer| !answer.contains("404"))
    };
    assert!(held_up(&guesser).await, "whatever address the guesser writes into the request");
    assert!(!held_up(&behind.visitor([127, 0, 0, 3])).await, "another address is another person");
}
