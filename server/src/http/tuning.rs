//! What a connection asks of the system.

use std::io;

use tokio::net::TcpStream;

/// Makes small messages leave at once, and lines that take nothing end.
///
/// # Errors
/// The connection is gone already.
pub(super) fn tune(stream: &TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    bound(stream)
}

/// Left alone, the system takes megabytes for a screen that reads nothing: minutes of a city's
/// event, which it would show as if they were now, and we would not know.
#[cfg(target_os = "linux")]
fn bound(stream: &TcpStream) -> io::Result<()> {
    use std::time::Duration;

    use kenspeckle_shared::limits::SEND_MS;

    /// In bytes: held for a screen beside what is on its way.
    const UNSENT: u32 = 4_096;

    let socket = socket2::SockRef::from(stream);
    socket.set_tcp_notsent_lowat(UNSENT)?;
    socket.set_tcp_user_timeout(Some(Duration::from_millis(SEND_MS)))
}

/// There our own patience with a write that does not end has to do.
#[cfg(not(target_os = "linux"))]
fn bound(_: &TcpStream) -> io::Result<()> {
    Ok(())
}
