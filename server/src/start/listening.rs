//! The port that people come to.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpSocket};

use super::StartFault;

/// Connections that the system holds until we take them, if it allows so many. One for which there
/// is no room is not refused but forgotten, and a phone tries again only after a second: when a
/// hall comes back at once, 1,024 (what is mostly asked for) are too few.
const WAITING: u32 = 4_096;

/// Listens on an address. It must be called on the runtime.
pub(super) fn listen(address: SocketAddr) -> Result<TcpListener, StartFault> {
    bind(address).map_err(|fault| match fault.kind() {
        ErrorKind::AddrInUse => StartFault::PortInUse(address),
        _ => StartFault::Listen { address, reason: fault.to_string() },
    })
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // So that a restart need not wait. On Windows it would let two programs have the same port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}
