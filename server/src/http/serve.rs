//! Taking connections until the server stops.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use kenspeckle_shared::limits::{HEAD_BYTES, HEAD_MS};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::lingering::{Farewell, Lingering};
use super::router::router;
use super::tuning;
use super::{App, Arrival, Tls};
use crate::session::{Cut, Host, Place};

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

fn take((stream, peer): (TcpStream, SocketAddr), router: &Router, app: &Arc<App>) {
    let arrival = Arrival::new(peer, app.tls().is_some());
    let Some(wait) = wait(arrival, app) else { return };
    if tuning::tune(&stream).is_err() {
        return;
    }
    let place = app.doorstep().stand();
    let arriving = Arriving {
        router: TowerToHyperService::new(router.clone()),
        arrival,
        farewell: Farewell::default(),
        cut: place.cut(),
        place: Mutex::new(Some(place)),
    };
    let stream = Lingering::new(stream, arriving.farewell.clone());
    let (stop, tls) = (app.stop().clone(), app.tls().cloned());
    app.connections().spawn(async move {
        if !wait.is_zero() {
            tokio::select! {
                () = sleep(wait) => {}
                () = arriving.cut.happens() => return,
                () = stop.cancelled() => return,
            }
        }
        match tls {
            None => converse(stream, arriving, stop).await,
            Some(tls) => shake(tls, stream, arriving, stop).await,
        }
    });
}

/// Gives how long a connection is left alone; `None` if it is not taken at all. Proxies speak for
/// many, and have a pace of their own.
fn wait(arrival: Arrival, app: &App) -> Option<Duration> {
    match arrival.is_of(app.doors().proxies()) {
        true => Some(Duration::ZERO),
        false => app.gate().wait(arrival.network(), Instant::now()),
    }
}

/// Shakes hands, within a deadline, and then talks.
async fn shake(tls: Tls, stream: Lingering, arriving: Arriving, stop: CancellationToken) {
    let shaken = tokio::select! {
        shaken = timeout(Duration::from_millis(HEAD_MS), tls.acceptor().accept(stream)) => shaken,
        () = arriving.cut.happens() => return,
        () = stop.cancelled() => return,
    };
    // Who does not know the certificate, or speaks plain HTTP, has gone, and sees why at their end.
    if let Ok(Ok(stream)) = shaken {
        converse(stream, arriving, stop).await;
    }
}

async fn converse<S>(stream: S, arriving: Arriving, stop: CancellationToken)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let cut = arriving.cut.clone();
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_millis(HEAD_MS))
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), arriving)
        .with_upgrades();
    let mut connection = pin!(connection);
    // How it ends is of no interest: a phone that goes away is nothing unusual.
    tokio::select! {
        _ = connection.as_mut() => {}
        () = cut.happens() => {}
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            drop(connection.await);
        }
    }
}

/// The router for one connection: notes on each request how it came here.
struct Arriving {
    router: TowerToHyperService<Router>,
    arrival: Arrival,
    /// How it ends.
    farewell: Farewell,
    /// Others came, and the first request was not here yet.
    cut: Cut,
    /// Until it is.
    place: Mutex<Option<Place>>,
}

impl Service<Request<Incoming>> for Arriving {
    type Response = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Response;
    type Error = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Error;
    type Future = <TowerToHyperService<Router> as Service<Request<Incoming>>>::Future;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        drop(self.place.lock().unwrap_or_else(PoisonError::into_inner).take());
        request.extensions_mut().insert(self.arrival);
        request.extensions_mut().insert(self.farewell.clone());
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
