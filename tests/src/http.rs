//! A plain HTTP client, one connection for each request, as phones behind one address would be.

use std::net::SocketAddr;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST, ORIGIN};
use hyper::{HeaderMap, Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use kenspeckle_shared::view::Snapshot;
use kenspeckle_shared::wire::{Joined, Problem, ProblemCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;

use crate::within_patience;

/// Where to send requests.
#[derive(Debug, Clone, Copy)]
pub struct Http(pub SocketAddr);

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Http {
    /// Gets a path, with a bearer if there is one.
    pub async fn get(self, path: &str, bearer: Option<&str>) -> Reply {
        self.send(Method::GET, path, bearer, &[], Bytes::new()).await
    }

    /// Gets a path with a bearer over a network that may fail; nothing if it does.
    pub async fn try_get(self, path: &str, bearer: &str) -> Option<Reply> {
        let request = Request::get(path).header(HOST, self.0.to_string());
        let request = request.header(AUTHORIZATION, format!("Bearer {bearer}"));
        exchange(self.0, request.body(Full::default()).unwrap()).await
    }

    /// Gets a path with further headers.
    pub async fn get_with(self, path: &str, bearer: &str, headers: &[(&str, &str)]) -> Reply {
        self.send(Method::GET, path, Some(bearer), headers, Bytes::new()).await
    }

    /// Posts JSON.
    pub async fn post(self, path: &str, bearer: Option<&str>, body: &impl Serialize) -> Reply {
        let body = serde_json::to_vec(body).unwrap();
        self.post_bytes(path, bearer, body).await
    }

    /// Posts anything at all, said to be JSON.
    pub async fn post_bytes(self, path: &str, bearer: Option<&str>, body: Vec<u8>) -> Reply {
        let json = [(CONTENT_TYPE.as_str(), "application/json")];
        self.send(Method::POST, path, bearer, &json, body.into()).await
    }

    /// Makes a participant.
    pub async fn join(self, code: &str) -> Joined {
        self.post("/api/join", None, &serde_json::json!({ "code": code })).await.json()
    }

    /// Gets the snapshot for a token or a join code.
    pub async fn snapshot(self, bearer: &str) -> Snapshot {
        self.get("/api/snapshot", Some(bearer)).await.json()
    }

    async fn send(
        self,
        method: Method,
        path: &str,
        bearer: Option<&str>,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Reply {
        let host = self.0.to_string();
        let origin = format!("http://{host}");
        let request = Request::builder().method(method).uri(path);
        let request = request.header(HOST, host).header(ORIGIN, origin);
        let request =
            headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let request = match bearer {
            Some(token) => request.header(AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        };
        let request = request.body(Full::new(body)).unwrap();
        within_patience(path, exchange(self.0, request)).await.unwrap()
    }
}

async fn exchange(address: SocketAddr, request: Request<Full<Bytes>>) -> Option<Reply> {
    let stream = TcpStream::connect(address).await.ok()?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.ok()?;
    let connection = AbortOnDrop(tokio::spawn(async move { drop(connection.await) }));
    let answer = sender.send_request(request).await.ok()?;
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.ok()?.to_bytes();
    drop(connection);
    Some(Reply { status: parts.status, headers: parts.headers, body })
}

/// Nobody is left to carry on an exchange that was given up.
struct AbortOnDrop(tokio::task::JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Reply {
    /// Reads the body of a request that went well.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text());
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Reads why a request failed.
    pub fn problem(&self) -> ProblemCode {
        assert!(!self.status.is_success(), "{}: {}", self.status, self.text());
        let problem: Problem = serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{} without a problem: {}", self.status, self.text()));
        assert_eq!(problem.words, problem.code.words());
        problem.code
    }

    /// Gives the body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Gives a header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
