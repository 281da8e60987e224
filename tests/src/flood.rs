//! What strangers may do to a server who want nothing but harm.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use kenspeckle_shared::wire::{ClientMessage, Here, PROTOCOL};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

use crate::{raw, secure};

/// One way to do harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attack {
    /// Requests whose heads come byte by byte, and never end.
    SlowHeads,
    /// Requests with 64 kB of headers.
    HeaderBombs,
    /// Sessions that ping as fast as they can.
    Pings,
    /// Connections that never send the head of a request.
    Silent,
    /// WebSockets that never say hello.
    NoHello,
    /// TLS handshakes that are never finished: half of them stop within their first message, half
    /// after it, when the server has done its part.
    HalfEncrypted,
    /// Join codes that are tried.
    Guesses,
}

/// All of them, with their names.
pub const ATTACKS: [(Attack, &str); 7] = [
    (Attack::SlowHeads, "slow heads"),
    (Attack::HeaderBombs, "header bombs"),
    (Attack::Pings, "ping floods"),
    (Attack::Silent, "connections that say nothing"),
    (Attack::NoHello, "WebSockets without a hello"),
    (Attack::HalfEncrypted, "TLS handshakes that never end"),
    (Attack::Guesses, "join codes tried"),
];

/// An attack that goes on until this is dropped.
#[derive(Debug)]
pub struct Flood(#[expect(dead_code, reason = "its drop ends the tasks")] JoinSet<()>);

impl Flood {
    /// Begins an attack with so many connections; each that is ended comes again.
    pub fn begin(attack: Attack, address: SocketAddr, token: &str, connections: usize) -> Self {
        Self::begin_from(address.ip(), attack, address, token, connections)
    }

    /// The same, by strangers whose address is another than that of honest people here.
    pub fn begin_from(
        from: IpAddr,
        attack: Attack,
        address: SocketAddr,
        token: &str,
        connections: usize,
    ) -> Self {
        let mut tasks = JoinSet::new();
        for at in 0..connections {
            let token = token.to_owned();
            tasks.spawn(async move {
                loop {
                    // That it is refused, cut or let down is what an attacker has to expect.
                    let _ = once(attack, from, address, &token, at).await;
                    tokio::task::yield_now().await;
                }
            });
        }
        Self(tasks)
    }
}

async fn once(
    attack: Attack,
    from: IpAddr,
    address: SocketAddr,
    token: &str,
    at: usize,
) -> std::io::Result<()> {
    let mut stream = connect(from, address).await?;
    let lines = [format!("Host: {address}"), format!("Origin: http://{address}")];
    if attack == Attack::Guesses {
        let code = format!("AAA{:03}", at % 1_000).replace(['0', '1'], "A");
        let body = json!({ "code": code }).to_string();
        stream.write_all(&raw::post("/api/join", &lines, &body)).await?;
        return gone(&mut stream, b"}").await;
    }
    match attack {
        Attack::SlowHeads => {
            stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX: ").await?;
            loop {
                stream.write_all(b"a").await?;
                pause(500).await;
            }
        }
        Attack::HeaderBombs => {
            stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n").await?;
            for _ in 0..64 {
                stream.write_all(format!("X: {}\r\n", "a".repeat(1_000)).as_bytes()).await?;
            }
            stream.write_all(b"\r\n").await?;
            gone(&mut stream, b"\r\n\r\n").await
        }
        Attack::Silent => never(&mut stream).await,
        Attack::NoHello => {
            stream.write_all(&raw::upgrade(&lines)).await?;
            never(&mut stream).await
        }
        Attack::HalfEncrypted => {
            let hello = secure::first_message();
            stream.write_all(if at.is_multiple_of(2) { hello } else { &hello[..3] }).await?;
            never(&mut stream).await
        }
        _ => {
            stream.write_all(&raw::upgrade(&lines)).await?;
            gone(&mut stream, b"\r\n\r\n").await?;
            stream.write_all(&frame(0x1, hello(token).as_bytes())).await?;
            let pings = frame(0x9, b"").repeat(100);
            loop {
                stream.write_all(&pings).await?;
                let mut heard = [0; 4_096];
                match stream.try_read(&mut heard) {
                    Ok(0) => return Ok(()),
                    Err(fault) if fault.kind() != std::io::ErrorKind::WouldBlock => {
                        return Err(fault);
                    }
                    _ => tokio::task::yield_now().await,
                }
            }
        }
    }
}

async fn connect(from: IpAddr, address: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = if from.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.bind((from, 0).into())?;
    socket.connect(address).await
}

/// Takes what comes and says nothing more, until the other end is gone.
async fn never(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut heard = [0; 4_096];
    while stream.read(&mut heard).await? > 0 {}
    Ok(())
}

/// Reads until the other end is gone, or has said this.
async fn gone(stream: &mut TcpStream, until: &[u8]) -> std::io::Result<()> {
    let mut heard = Vec::new();
    loop {
        if stream.read_buf(&mut heard).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if heard.windows(until.len()).any(|part| part == until) {
            return Ok(());
        }
    }
}

fn hello(token: &str) -> String {
    let hello = ClientMessage::Hello {
        protocol: PROTOCOL,
        token: token.to_owned(),
        epoch: None,
        rev: 0,
        here: Here::Room,
    };
    serde_json::to_string(&hello).unwrap()
}

/// A frame as a client sends it (RFC 6455, 5.2), with a mask that changes nothing.
fn frame(opcode: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x80 | opcode];
    match u8::try_from(payload.len()) {
        Ok(length @ 0..126) => frame.push(0x80 | length),
        _ => {
            frame.push(0x80 | 126);
            frame.extend(u16::try_from(payload.len()).unwrap().to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(payload);
    frame
}

/// Part of the attack: it is slow on purpose.
async fn pause(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}
