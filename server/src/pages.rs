//! The web pages, built into the program.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::LINK;
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::response::{IntoResponse, Response};
use kenspeckle_shared::wire::ProblemCode;

use crate::http::{App, Content, Failed};

/// One file of the pages; `build.rs` writes the table of them.
struct Page {
    /// With a slash in front.
    path: &'static str,
    /// Names its content.
    tag: &'static str,
    identity: &'static [u8],
    gzip: Option<&'static [u8]>,
    brotli: Option<&'static [u8]>,
}

/// Every file, in the order of their paths.
static PAGES: &[Page] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Vite puts files here that have a hash of their content in their name.
const HASHED: &str = "/assets/";

/// `GET /`: the page for phones. It says at once which definition is needed next, if all boards
/// have the same, so that the browser fetches it beside the script.
pub(crate) async fn start(State(app): State<Arc<App>>, asked: HeaderMap) -> Response {
    let mut response = page("/index.html", &asked);
    let link = app.next_definition().map(|definition| {
        format!(
            "</api/definitions/{definition}/first>; rel=preload; as=fetch; crossorigin=anonymous"
        )
    });
    if let Some(Ok(link)) = link.map(HeaderValue::try_from) {
        response.headers_mut().insert(LINK, link);
    }
    response
}

/// `GET /display`: the page for the projector.
pub(crate) async fn display(asked: HeaderMap) -> Response {
    page("/display.html", &asked)
}

/// `GET /facilitator`: the page for whoever runs the board.
pub(crate) async fn facilitator(asked: HeaderMap) -> Response {
    page("/facilitator.html", &asked)
}

/// Every other address: what the pages need, or nothing.
pub(crate) async fn file(method: Method, uri: Uri, asked: HeaderMap) -> Response {
    let is_page = uri.path().ends_with(".html");
    match method {
        Method::GET | Method::HEAD if !is_page => page(uri.path(), &asked),
        _ => Failed::of(ProblemCode::NotFound).into_response(),
    }
}

fn page(path: &str, asked: &HeaderMap) -> Response {
    match PAGES.binary_search_by(|page| page.path.cmp(path)) {
        Ok(found) => PAGES[found].content().answer(asked),
        Err(_) => Failed::of(ProblemCode::NotFound).into_response(),
    }
}

impl Page {
    fn content(&self) -> Content {
        let hashed = self.path.starts_with(HASHED);
        Content {
            kind: kind(self.path),
            tag: self.tag.to_owned(),
            cache: if hashed { "public, max-age=31536000, immutable" } else { "no-cache" },
            vary: "Accept-Encoding",
            identity: Bytes::from_static(self.identity),
            gzip: self.gzip.map(Bytes::from_static),
            brotli: self.brotli.map(Bytes::from_static),
        }
    }
}

/// The media type of a file by its ending.
fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched_and_has_the_three_pages() {
        assert!(PAGES.is_sorted_by_key(|page| page.path));
        for path in ["/index.html", "/display.html", "/facilitator.html"] {
            assert!(PAGES.iter().any(|page| page.path == path), "{path}");
        }
    }

    #[test]
    fn no_file_is_of_an_unknown_kind() {
        for page in PAGES {
            assert_ne!(kind(page.path), "application/octet-stream", "{}", page.path);
        }
    }
}
