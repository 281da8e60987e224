//! A certificate, and a phone that trusts it.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};

use futures_util::{SinkExt, StreamExt};
use kenspeckle_shared::wire::{ClientMessage, Here, Joined, PROTOCOL, ServerMessage};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::header::ORIGIN;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::{place_in, within_patience};

/// A name that certificates here are for, besides this machine's address.
pub const HOST: &str = "board.example.org";

/// A certificate of this machine that signs itself, in two files.
#[derive(Debug)]
pub struct Certificate {
    /// As PEM.
    pub cert: String,
    /// As PEM.
    pub key: String,
    folder: TempDir,
}

impl Certificate {
    /// Makes a new one.
    pub fn fresh() -> Self {
        let made =
            rcgen::generate_simple_self_signed(["127.0.0.1".to_owned(), HOST.to_owned()]).unwrap();
        let (cert, key) = (made.cert.pem(), made.signing_key.serialize_pem());
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("cert.pem"), &cert).unwrap();
        std::fs::write(folder.path().join("key.pem"), &key).unwrap();
        Self { cert, key, folder }
    }

    /// Gives the paths of the certificate and of its key.
    pub fn files(&self) -> (String, String) {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        (path("cert.pem"), path("key.pem"))
    }
}

/// Somebody who trusts one certificate, and no other.
pub struct Visitor {
    connector: TlsConnector,
    address: SocketAddr,
    /// What the browser's line for addresses says: a name, or address and port.
    authority: String,
    /// Where the visitor comes from.
    from: IpAddr,
}

impl Visitor {
    /// Gives a visitor of this machine, by its address.
    pub fn of(certificate: &Certificate, address: SocketAddr) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(certificate.cert.as_bytes()).unwrap()).unwrap();
        let connector = TlsConnector::from(Arc::new(trusting(roots)));
        Self { connector, address, authority: address.to_string(), from: address.ip() }
    }

    /// Gives the same visitor, who comes from another address and asks for [`HOST`].
    pub fn from(self, ip: [u8; 4]) -> Self {
        Self { authority: HOST.to_owned(), from: ip.into(), ..self }
    }

    async fn connect(&self) -> std::io::Result<TlsStream<TcpStream>> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((self.from, 0).into())?;
        let stream = socket.connect(self.address).await?;
        let name = match self.authority == HOST {
            true => ServerName::try_from(HOST).unwrap(),
            false => ServerName::IpAddress(self.address.ip().into()),
        };
        within_patience("a handshake", self.connector.connect(name, stream)).await
    }

    /// Says whether a handshake is brought to its end.
    pub async fn shakes_hands(&self) -> bool {
        self.connect().await.is_ok()
    }

    /// Sends a request, given its first lines and its body, and gives the whole answer.
    pub async fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = self.connect().await.unwrap();
        let request = format!(
            "{head}Host: {}\r\nConnection: close\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.authority,
            body.len()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        // What is written may still wait to be sealed and sent: reading alone does not send it.
        stream.flush().await.unwrap();
        let mut answer = Vec::new();
        // Not every server says goodbye.
        let _ = within_patience("an answer", stream.read_to_end(&mut answer)).await;
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Joins a board and connects.
    pub async fn phone(&self, code: &str) -> Phone {
        let origin = format!("https://{}", self.authority);
        let head = format!("POST /api/join HTTP/1.1\r\nOrigin: {origin}\r\n");
        let answer = self.ask(&head, &format!("{{\"code\":\"{code}\"}}")).await;
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let Joined { token, .. } = serde_json::from_str(body).unwrap();

        let mut request = format!("wss://{}/ws", self.authority).into_client_request().unwrap();
        request.headers_mut().insert(ORIGIN, origin.parse().unwrap());
        let handshake = client_async(request, self.connect().await.unwrap());
        let mut phone = Phone(within_patience("a WebSocket", handshake).await.unwrap().0);
        let here = Here::Room;
        phone
            .say(&ClientMessage::Hello { protocol: PROTOCOL, token, epoch: None, rev: 0, here })
            .await;
        phone.until(|message| matches!(message, ServerMessage::Welcome { .. })).await;
        phone
    }
}

/// Gives the first message of a TLS handshake, as a browser begins it.
pub(crate) fn first_message() -> &'static [u8] {
    static MESSAGE: OnceLock<Vec<u8>> = OnceLock::new();
    MESSAGE.get_or_init(|| {
        let config = Arc::new(trusting(RootCertStore::empty()));
        let name = ServerName::try_from(HOST).unwrap();
        let mut message = Vec::new();
        ClientConnection::new(config, name).unwrap().write_tls(&mut message).unwrap();
        message
    })
}

fn trusting(roots: RootCertStore) -> ClientConfig {
    ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// A phone on a board.
#[derive(Debug)]
pub struct Phone(WebSocketStream<TlsStream<TcpStream>>);

impl Phone {
    /// Puts a sticker, and waits for the ack.
    pub async fn put_sticker(&mut self) {
        let id = kenspeckle_shared::ids::CommandId::now_v7();
        self.say(&ClientMessage::Command { id, command: place_in("govan") }).await;
        self.until(|message| matches!(message, ServerMessage::Ack { id: of, .. } if *of == id))
            .await;
    }

    async fn say(&mut self, message: &ClientMessage) {
        let text = serde_json::to_string(message).unwrap();
        self.0.send(Message::Text(text.into())).await.unwrap();
    }

    async fn until(&mut self, holds: impl Fn(&ServerMessage) -> bool) {
        within_patience("a message", async {
            loop {
                let text = self.0.next().await.unwrap().unwrap().into_text().unwrap();
                if holds(&serde_json::from_str(&text).unwrap()) {
                    return;
                }
            }
        })
        .await;
    }
}
