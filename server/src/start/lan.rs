//! The address by which phones in the same network reach this machine.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

/// Gives this machine's addresses in its networks, the most likely one first; none without a
/// network.
pub(super) fn addresses(ipv6: bool) -> Vec<IpAddr> {
    let found = if_addrs::get_if_addrs().unwrap_or_default();
    let candidates = found.iter().filter(|one| one.is_oper_up() && !one.is_loopback());
    let candidates = candidates.map(|one| (one.name.as_str(), one.ip()));
    rank(candidates.filter(|(_, ip)| ipv6 || ip.is_ipv4()), outgoing())
}

/// The address that the system would speak from to the rest of the world. Nothing is sent.
fn outgoing() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address for documentation (RFC 5737), which no machine has.
    socket.connect(SocketAddr::from((Ipv4Addr::new(203, 0, 113, 1), 9))).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

fn rank<'a>(
    candidates: impl Iterator<Item = (&'a str, IpAddr)>,
    outgoing: Option<IpAddr>,
) -> Vec<IpAddr> {
    let mut ranked: Vec<_> = candidates
        .filter(|(_, ip)| !is_link_local(*ip))
        .map(|(name, ip)| ((unlikely(name), kind(ip), Some(ip) != outgoing), ip))
        .collect();
    ranked.sort();
    ranked.dedup();
    ranked.into_iter().map(|(_, ip)| ip).collect()
}

/// Networks of virtual machines and containers and tunnels: no phone in the room is in them.
fn unlikely(interface: &str) -> bool {
    const NAMES: [&str; 16] = [
        "docker",
        "br-",
        "veth",
        "virbr",
        "vmnet",
        "vboxnet",
        "cni",
        "flannel",
        "lxc",
        "lxd",
        "podman",
        "tun",
        "tap",
        "utun",
        "wg",
        "tailscale",
    ];
    NAMES.iter().any(|name| interface.starts_with(name))
}

/// Private addresses before public ones, IPv4 before IPv6.
fn kind(ip: IpAddr) -> u8 {
    match ip {
        IpAddr::V4(ip) if ip.is_private() => 0,
        IpAddr::V4(_) => 1,
        IpAddr::V6(_) => 2,
    }
}

fn is_link_local(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn ranked(candidates: &[(&str, &str)], outgoing: Option<&str>) -> Vec<String> {
        let candidates = candidates.iter().map(|(name, ip)| (*name, ip.parse().unwrap()));
        let outgoing = outgoing.map(|ip| ip.parse().unwrap());
        rank(candidates, outgoing).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_network_of_the_room_comes_before_those_of_containers_and_tunnels() {
        let found = [
            ("docker0", "172.17.0.1"),
            ("tun0", "10.8.0.2"),
            ("wlan0", "192.168.1.20"),
            ("eth0", "81.2.69.142"),
        ];
        let expected = ["192.168.1.20", "81.2.69.142", "10.8.0.2", "172.17.0.1"];
        assert_eq!(ranked(&found, Some("10.8.0.2")), expected);
    }

    #[test]
    fn of_two_likely_networks_the_one_that_leads_on_comes_first() {
        let found = [("eth0", "10.0.0.5"), ("wlan0", "192.168.1.20")];
        assert_eq!(ranked(&found, Some("192.168.1.20")), ["192.168.1.20", "10.0.0.5"]);
        assert_eq!(ranked(&found, None), ["10.0.0.5", "192.168.1.20"]);
    }

    #[test]
    fn addresses_that_a_machine_gave_itself_are_left_out() {
        assert_eq!(ranked(&[("eth0", "169.254.7.7"), ("eth0", "fe80::1")], None), [""; 0]);
    }
}
