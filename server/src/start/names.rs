//! The names by which this machine's own network knows it.

use std::fs;

/// Where Unix systems keep the domain that the network's router gives to its machines.
const RESOLVER: &str = "/etc/resolv.conf";

/// Gives the machine's name: alone, as phones find it by themselves (`.local`), and as the router
/// of its network names it.
pub(super) fn names() -> Vec<String> {
    let name = gethostname::gethostname().to_string_lossy().into_owned();
    of(&name, &fs::read_to_string(RESOLVER).unwrap_or_default())
}

fn of(name: &str, resolver: &str) -> Vec<String> {
    let short = name.split('.').next().unwrap_or_default();
    if short.is_empty() {
        return Vec::new();
    }
    let mut names = vec![name.to_owned(), short.to_owned(), format!("{short}.local")];
    names.extend(domains(resolver).map(|domain| format!("{short}.{domain}")));
    names
}

/// Domains of the network. The root, `.`, is none: every name would be of it.
fn domains(resolver: &str) -> impl Iterator<Item = &str> {
    let lines = resolver.lines().map(str::split_whitespace);
    let of_lines = lines.filter_map(|mut words| match words.next() {
        Some("search" | "domain") => Some(words),
        _ => None,
    });
    of_lines.flatten().map(|domain| domain.trim_matches('.')).filter(|domain| !domain.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_is_known_alone_by_itself_and_by_its_router() {
        let resolver = "# from the router\nnameserver 192.168.1.1\nsearch fritz.box lan.\n";
        let expected = ["laptop", "laptop", "laptop.local", "laptop.fritz.box", "laptop.lan"];
        assert_eq!(of("laptop", resolver), expected);
        let expected = ["hall.uni.example", "hall", "hall.local"];
        assert_eq!(of("hall.uni.example", "search .\noptions edns0"), expected);
        assert_eq!(of("", resolver), [""; 0]);
    }
}
