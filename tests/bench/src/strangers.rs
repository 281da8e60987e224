//! Strangers who do harm, as a process of their own with the lowest priority: they have machines of
//! their own, and what making a flood costs here is no harm that the flood does.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::{Child, Command};

use kenspeckle_tests::flood::{ATTACKS, Flood};

/// They come from elsewhere: what is counted by address would otherwise hold up honest people too.
const ELSEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 66));

/// Strangers at work, until this is dropped.
pub(crate) struct Strangers(Child);

impl Strangers {
    /// Starts the attack with this place in the list.
    pub(crate) fn begin(nth: usize, address: SocketAddr, token: &str, connections: usize) -> Self {
        let words = [nth.to_string(), address.to_string(), connections.to_string(), token.into()];
        let mut command = Command::new(std::env::current_exe().unwrap());
        Self(command.arg("flood").args(words).spawn().unwrap())
    }
}

impl Drop for Strangers {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Floods, as the words say, until the process is killed.
pub(crate) fn flood(words: &[String]) {
    let [nth, address, connections, token] = words else { return };
    let _ = rustix::process::nice(19);
    let (attack, _) = ATTACKS[nth.parse::<usize>().unwrap()];
    let (address, connections) = (address.parse().unwrap(), connections.parse().unwrap());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let _flood = Flood::begin_from(ELSEWHERE, attack, address, token, connections);
        std::future::pending::<()>().await;
    });
}
