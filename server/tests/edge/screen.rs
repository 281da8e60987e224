//! A screen of a board: says, hears, and remembers nothing.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::header::ORIGIN;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A test that waits longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Screen {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub welcome: Value,
}

impl Screen {
    /// Opens a connection and says nothing.
    pub async fn silent(server: SocketAddr) -> Self {
        let mut request = format!("ws://{server}/ws").into_client_request().unwrap();
        request.headers_mut().insert(ORIGIN, format!("http://{server}").parse().unwrap());
        let (socket, _) = connect_async(request).await.unwrap();
        Self { socket, welcome: Value::Null }
    }

    /// Says hello without anything of the board.
    pub async fn welcomed(server: SocketAddr, token: &str) -> Self {
        Self::with(server, json!({ "token": token, "rev": 0, "here": "room" })).await
    }

    /// Says a hello that has these fields.
    pub async fn with(server: SocketAddr, mut hello: Value) -> Self {
        let mut screen = Self::silent(server).await;
        hello["t"] = "hello".into();
        hello["protocol"] = 1.into();
        screen.say(&hello).await;
        screen.welcome = screen.hear("welcome").await;
        screen
    }

    pub async fn say(&mut self, message: &Value) {
        self.send(Message::text(message.to_string())).await;
    }

    pub async fn send(&mut self, message: Message) {
        self.socket.send(message).await.unwrap();
    }

    /// Puts a message on the way, and says whether the other end was still there.
    pub async fn try_send(&mut self, message: Message) -> bool {
        self.socket.send(message).await.is_ok()
    }

    /// Gives the next message.
    pub async fn next(&mut self) -> Value {
        match self.receive().await {
            Some(Ok(Message::Text(text))) => serde_json::from_str(&text).unwrap(),
            other => panic!("no message but {other:?}"),
        }
    }

    /// Gives the next message of a type, past others.
    pub async fn hear(&mut self, t: &str) -> Value {
        loop {
            let message = self.next().await;
            if message["t"] == t {
                return message;
            }
        }
    }

    /// Gives everything up to the next message of a type, which is the last.
    pub async fn all_until(&mut self, t: &str) -> Vec<Value> {
        let mut heard = vec![self.next().await];
        while heard.last().is_some_and(|message| message["t"] != t) {
            heard.push(self.next().await);
        }
        heard
    }

    /// Says goodbye, and waits for the answer.
    pub async fn leave(mut self) {
        self.send(Message::Close(None)).await;
        self.gone().await;
    }

    /// Gives the code and reason with which the server ends the connection, past messages.
    pub async fn closed(&mut self) -> (u16, String) {
        loop {
            match self.receive().await {
                Some(Ok(Message::Text(_))) => {}
                Some(Ok(Message::Close(Some(frame)))) => {
                    return (frame.code.into(), frame.reason.to_string());
                }
                other => panic!("no close but {other:?}"),
            }
        }
    }

    /// Gives the code and reason with which the server ends the connection, with nothing before.
    pub async fn last_words(&mut self) -> (u16, String) {
        match self.receive().await {
            Some(Ok(Message::Close(Some(frame)))) => (frame.code.into(), frame.reason.to_string()),
            other => panic!("no close but {other:?}"),
        }
    }

    /// Waits for the end of a connection that both sides close.
    pub async fn parted(&mut self) {
        while let Some(message) = self.receive().await {
            message.unwrap();
        }
    }

    /// Waits until the connection is gone, however it ends.
    pub async fn gone(&mut self) {
        while let Some(Ok(_)) = self.receive().await {}
    }

    async fn receive(&mut self) -> Option<Result<Message, Error>> {
        timeout(PATIENCE, self.socket.next()).await.expect("nothing came in time")
    }

    /// Asks for a sticker in an area and gives the command's id.
    pub async fn place(&mut self, area: &str, note: &str) -> String {
        let command =
            json!({ "do": "place", "kind": "lived", "place": { "area": area }, "note": note });
        self.command(command).await
    }

    pub async fn command(&mut self, command: Value) -> String {
        let id = uuid::Uuid::now_v7().to_string();
        self.say(&json!({ "t": "command", "id": id, "command": command })).await;
        id
    }
}
