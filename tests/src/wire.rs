//! A bare WebSocket: says what a test wants it to say, and gives what comes back.

use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::wire::{ClientMessage, Here, PROTOCOL, ServerMessage};
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::header::ORIGIN;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::within_patience;

/// An open WebSocket.
#[derive(Debug)]
pub struct Wire(WebSocketStream<TcpStream>);

/// What came over it.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// A message, read and as it was written.
    Message(Box<ServerMessage>, String),
    /// The server ended the connection, with this code and reason.
    Closed(u16, String),
    /// The connection ended without a code.
    Lost,
}

impl Wire {
    /// Opens a WebSocket to a server.
    pub async fn open(address: SocketAddr) -> Self {
        Self::over(within_patience("a connection", TcpStream::connect(address)).await.unwrap())
            .await
    }

    /// Opens one that holds few unread bytes before the server has to wait.
    pub async fn open_narrow(address: SocketAddr) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4_096).unwrap();
        Self::over(within_patience("a connection", socket.connect(address)).await.unwrap()).await
    }

    async fn over(stream: TcpStream) -> Self {
        stream.set_nodelay(true).unwrap();
        let address = stream.peer_addr().unwrap();
        let mut request = format!("ws://{address}/ws").into_client_request().unwrap();
        request.headers_mut().insert(ORIGIN, format!("http://{address}").parse().unwrap());
        let handshake = client_async(request, stream);
        Self(within_patience("a WebSocket", handshake).await.unwrap().0)
    }

    /// Opens one and says hello as a newcomer, and waits for the welcome.
    pub async fn hello(address: SocketAddr, token: &str) -> Self {
        let mut wire = Self::open(address).await;
        wire.say(&hello(token)).await;
        let heard = wire.hear().await;
        assert!(matches!(&heard, Heard::Message(message, _) if is_welcome(message)), "{heard:?}");
        wire
    }

    /// Says a message of the protocol.
    pub async fn say(&mut self, message: &ClientMessage) {
        self.say_text(serde_json::to_string(message).unwrap()).await;
    }

    /// Says any text.
    pub async fn say_text(&mut self, text: String) {
        self.say_raw(Message::text(text)).await;
    }

    /// Says bytes.
    pub async fn say_bytes(&mut self, bytes: Vec<u8>) {
        self.say_raw(Message::binary(bytes)).await;
    }

    /// Asks for something, as JSON, under a new id, which is given.
    pub async fn ask(&mut self, command: &Value) -> CommandId {
        let id = CommandId::now_v7();
        self.say_text(json!({ "t": "command", "id": id, "command": command }).to_string()).await;
        id
    }

    /// The server may have ended the connection already; then the next thing heard tells.
    async fn say_raw(&mut self, message: Message) {
        let _ = within_patience("a message to be taken", self.0.send(message)).await;
    }

    /// Gives the next thing that comes, or ends the test when nothing does.
    pub async fn hear(&mut self) -> Heard {
        within_patience("something to be heard", self.next()).await
    }

    /// Gives the next thing that comes, whenever it does.
    pub(crate) async fn next(&mut self) -> Heard {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Text(text))) => {
                    let message = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"));
                    return Heard::Message(Box::new(message), text.to_string());
                }
                Some(Ok(Message::Close(Some(frame)))) => {
                    return Heard::Closed(frame.code.into(), frame.reason.to_string());
                }
                Some(Ok(Message::Close(None))) => return Heard::Lost,
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(other)) => panic!("the server said {other:?}"),
                Some(Err(_)) | None => return Heard::Lost,
            }
        }
    }

    /// Gives the first message that is looked for; what comes before is left aside.
    pub async fn hear_until<T>(&mut self, pick: impl Fn(&ServerMessage) -> Option<T>) -> T {
        loop {
            match self.hear().await {
                Heard::Message(message, _) => {
                    if let Some(found) = pick(&message) {
                        return found;
                    }
                }
                end => panic!("the connection ended: {end:?}"),
            }
        }
    }

    /// Gives the code and reason with which the server ends the connection.
    pub async fn hear_close(&mut self) -> (u16, String) {
        loop {
            match self.hear().await {
                Heard::Message(..) => {}
                Heard::Closed(code, reason) => return (code, reason),
                Heard::Lost => panic!("the connection ended without a close code"),
            }
        }
    }

    /// Gives the bare stream, for what has to be done to it by hand.
    pub fn stream(&mut self) -> &mut WebSocketStream<TcpStream> {
        &mut self.0
    }
}

/// The hello of a newcomer in the room.
pub(crate) fn hello(token: &str) -> ClientMessage {
    let token = token.to_owned();
    ClientMessage::Hello { protocol: PROTOCOL, token, epoch: None, rev: 0, here: Here::Room }
}

fn is_welcome(message: &ServerMessage) -> bool {
    matches!(message, ServerMessage::Welcome { .. })
}
