//! Taking connections until the server stops.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::lingering::Lingering;
use super::router::router;
use super::tuning;
use super::{App, Arrival};

/// How long a request's head may take to arrive, also on a connection that is kept open.
const HEAD_PATIENCE: Duration = Duration::from_secs(15);
/// In bytes. Larger request heads are answered with 431.
const HEAD_BYTES: usize = 16_384;
/// How long a stopping server waits for those who are being served.
const LAST_WORDS: Duration = Duration::from_secs(3);
/// The pause after the system could not give a connection, for instance for lack of files.
const BREATH: Duration = Duration::from_millis(100);

/// Serves until the app's stop token is cancelled, and then lets everybody finish, within a
/// deadline. WebSocket connections are told that the server goes away.
pub async fn serve(listener: TcpListener, app: Arc<App>) {
    let router = router(app.clone());
    loop {
        let accepted = tokio::select! {
            () = app.stop().cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok(accepted) => take(accepted, &router, &app),
            Err(fault) => pause_after(&fault).await,
        }
    }
    drop(listener);
    app.connections().close();
    if timeout(LAST_WORDS, app.connections().wait()).await.is_err() {
        tracing::warn!("some connections did not end in time and were cut");
    }
}

fn take((stream, peer): (TcpStream, SocketAddr), router: &Router, app: &App) {
    if tuning::tune(&stream).is_err() {
        return;
    }
    let arrival = Arrival::new(peer, false);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(
            TokioIo::new(Lingering::new(stream)),
            Arriving { router: TowerToHyperService::new(router.clone()), arrival },
        )
        .with_upgrades();
    let stop = app.stop().clone();
    app.connections().spawn(async move {
        let mut connection = pin!(connection);
        // How it ends is of no interest: a phone that goes away is nothing unusual.
        tokio::select! {
            _ = connection.as_mut() => {}
            () = stop.cancelled() => {
                connection.as_mut().graceful_shutdown();
                drop(connection.await);
            }
        }
    });
}

/// The router for one connection: notes on each request how it came here.
struct Arriving {
    router: TowerToHyperService<Router>,
    arrival: Arrival,
}

impl Service<Request<Incoming>> for Arriving {
    type Response = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Response;
    type Error = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Error;
    type Future = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Future;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        request.extensions_mut().insert(self.arrival);
        self.router.call(request)
    }
}

async fn pause_after(fault: &std::io::Error) {
    let of_the_other_end =
        [ErrorKind::ConnectionAborted, ErrorKind::ConnectionRefused, ErrorKind::ConnectionReset];
    if !of_the_other_end.contains(&fault.kind()) {
        tracing::warn!(%fault, "a connection could not be taken");
        tokio::time::sleep(BREATH).await;
    }
}
