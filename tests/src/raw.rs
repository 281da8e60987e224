//! Requests as nobody's library would write them.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::within_patience;

/// What a server answered to a request.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status; 0 if the server ended the connection without an answer.
    pub status: u16,
    /// The status line, the headers and the body.
    pub text: String,
}

/// Sends bytes over a connection of their own and gives the answer.
pub async fn ask(address: SocketAddr, request: &[u8]) -> Answer {
    let exchange = async {
        let mut stream = TcpStream::connect(address).await.unwrap();
        // A server that has seen enough need not read on.
        let _ = stream.write_all(request).await;
        let mut answer = Vec::new();
        while !is_whole(&answer) {
            match stream.read_buf(&mut answer).await {
                Ok(0) | Err(_) => break,
                Ok(_) => {}
            }
        }
        answer
    };
    let answer = within_patience("an answer", exchange).await;
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Answer { status, text }
}

fn is_whole(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let head = head.to_ascii_lowercase();
    let length = head.split("\r\n").find_map(|line| line.strip_prefix("content-length: "));
    length.is_none_or(|length| length.parse::<usize>().is_ok_and(|length| body.len() >= length))
}

/// Gives a request to open a WebSocket, with these lines in its head besides.
pub fn upgrade(lines: &[String]) -> Vec<u8> {
    let usual = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                 Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    format!("GET /ws HTTP/1.1\r\n{usual}{}\r\n", together(lines)).into_bytes()
}

/// Gives a request that posts JSON, with these lines in its head besides.
pub fn post(path: &str, lines: &[String], body: &str) -> Vec<u8> {
    let usual = format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    format!("POST {path} HTTP/1.1\r\n{usual}{}\r\n{body}", together(lines)).into_bytes()
}

fn together(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\r\n")).collect()
}
