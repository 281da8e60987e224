//! A connection whose last word arrives.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::time::timeout;

/// How long what still arrives is read, to be thrown away.
const LINGER: Duration = Duration::from_secs(1);
/// In bytes. How much of it is read: the largest body that may come. A proxy that cannot get rid of
/// what it has would tell its visitor of a bad gateway, and not what we said.
const LINGER_BYTES: u64 = super::asked::WITH_FILE as u64;

/// The same of a WebSocket, whose messages are small: a flood of them is worth no reading.
const LINGER_MESSAGES: u64 = 1 << 16;

/// How much is read of a connection after its end.
#[derive(Debug, Clone)]
pub(super) struct Farewell(Arc<AtomicU64>);

impl Default for Farewell {
    fn default() -> Self {
        Self(Arc::new(AtomicU64::new(LINGER_BYTES)))
    }
}

impl Farewell {
    /// Notes that the connection carries messages from now on.
    pub(super) fn of_messages(&self) {
        self.0.store(LINGER_MESSAGES, Ordering::Relaxed);
    }
}

/// A TCP connection that is closed calmly when it is dropped.
///
/// A system that closes a connection with unread bytes in it resets it, and then the other end may
/// lose what it had not yet read: the close code that says why, or the answer to a body that was
/// too large. So the rest is read for a moment (RFC 9112, 9.6).
#[derive(Debug)]
pub(super) struct Lingering(Option<TcpStream>, Farewell);

impl Lingering {
    pub(super) fn new(stream: TcpStream, farewell: Farewell) -> Self {
        Self(Some(stream), farewell)
    }

    fn stream(&mut self) -> io::Result<Pin<&mut TcpStream>> {
        self.0.as_mut().map(Pin::new).ok_or_else(|| io::ErrorKind::NotConnected.into())
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        if let (Some(stream), Ok(runtime)) = (self.0.take(), Handle::try_current()) {
            runtime.spawn(timeout(LINGER, close(stream, self.1.0.load(Ordering::Relaxed))));
        }
    }
}

async fn close(mut stream: TcpStream, most: u64) {
    if stream.shutdown().await.is_ok() {
        let mut rest = (&mut stream).take(most);
        // Whatever it is, and however it ends.
        let _ = tokio::io::copy(&mut rest, &mut tokio::io::sink()).await;
    }
}

impl AsyncRead for Lingering {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.get_mut().stream()?.poll_read(context, buffer)
    }
}

impl AsyncWrite for Lingering {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().stream()?.poll_write(context, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().stream()?.poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.as_ref().is_some_and(AsyncWrite::is_write_vectored)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().stream()?.poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().stream()?.poll_shutdown(context)
    }
}
