//! Whose guess it is.

use std::net::IpAddr;

/// Where a request comes from, as far as one person has it to themselves: an IPv4 address, or the
/// first 64 bits of an IPv6 address, since a household gets as many of the others as it likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    /// Gives the network of an address.
    pub fn of(address: IpAddr) -> Self {
        const SHARED: u128 = u128::MAX << 64;
        match address.to_canonical() {
            IpAddr::V6(address) => Self(IpAddr::V6((address.to_bits() & SHARED).into())),
            address => Self(address),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn addresses_of_one_household_are_one_network() {
        let of = |text: &str| Network::of(text.parse().unwrap());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }
}
