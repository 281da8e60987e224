//! What a browser has already, and which compression it takes.

use axum::body::Bytes;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};

/// Something to send, in each form that it has.
#[derive(Debug, Clone)]
pub(crate) struct Content {
    /// Its media type.
    pub(crate) kind: &'static str,
    /// Names this content among all that the address ever had.
    pub(crate) tag: String,
    pub(crate) cache: &'static str,
    /// Request headers on which the answer depends.
    pub(crate) vary: &'static str,
    pub(crate) identity: Bytes,
    pub(crate) gzip: Option<Bytes>,
    pub(crate) brotli: Option<Bytes>,
}

impl Content {
    /// Gives the answer to a request with these headers: the best form that the browser takes, or
    /// 304 if it has that form already.
    pub(crate) fn answer(self, asked: &HeaderMap) -> Response {
        let (encoding, body) = self.best(asked);
        // Each form has a tag of its own (RFC 9110, 8.8.3), for their bytes differ.
        let tag = match encoding {
            Some(encoding) => format!("\"{}-{encoding}\"", self.tag),
            None => format!("\"{}\"", self.tag),
        };
        let known = has(asked, &tag);
        let headers = [(ETAG, tag.as_str()), (CACHE_CONTROL, self.cache), (VARY, self.vary)];
        if known {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        let encoded = encoding.map(|encoding| [(CONTENT_ENCODING, encoding)]);
        (headers, [(CONTENT_TYPE, self.kind)], encoded, body).into_response()
    }

    fn best(&self, asked: &HeaderMap) -> (Option<&'static str>, Bytes) {
        for (encoding, packed) in [("br", &self.brotli), ("gzip", &self.gzip)] {
            if let Some(packed) = packed
                && takes(asked, encoding)
            {
                return (Some(encoding), packed.clone());
            }
        }
        (None, self.identity.clone())
    }
}

/// Says whether a browser takes an encoding (RFC 9110, 12.5.3).
fn takes(asked: &HeaderMap, encoding: &str) -> bool {
    let weights = items(asked, &ACCEPT_ENCODING).filter_map(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok());
        name.trim().eq_ignore_ascii_case(encoding).then(|| weight.unwrap_or(0.0))
    });
    weights.fold(0.0, f32::max) > 0.0
}

/// Says whether a browser has the content with this tag (RFC 9110, 13.1.2).
fn has(asked: &HeaderMap, tag: &str) -> bool {
    items(asked, &IF_NONE_MATCH).any(|item| item == "*" || item.trim_start_matches("W/") == tag)
}

fn items<'a>(asked: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    let lines = asked.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn asked(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn an_encoding_is_taken_if_it_is_named_and_not_with_weight_nothing() {
        for (header, gzip) in [
            ("gzip, deflate, br", true),
            ("GZIP;q=0.5", true),
            ("br", false),
            ("gzip;q=0", false),
            ("gzip; q=0.0", false),
            ("gzip;x=y", false),
            ("", false),
        ] {
            assert_eq!(takes(&asked(ACCEPT_ENCODING, header), "gzip"), gzip, "{header}");
        }
    }

    #[test]
    fn a_tag_is_known_alone_in_a_list_and_weakly() {
        for (header, known) in
            [("\"a\"", true), ("\"b\", \"a\"", true), ("W/\"a\"", true), ("*", true), ("a", false)]
        {
            assert_eq!(has(&asked(IF_NONE_MATCH, header), "\"a\""), known, "{header}");
        }
    }
}
