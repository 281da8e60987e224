//! How a request came here.

/// How a request came here, as its connection knows it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Arrival {
    /// It was encrypted on its way from the browser.
    pub(super) https: bool,
}
