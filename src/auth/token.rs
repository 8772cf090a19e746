use std::fmt;

/// A callback authentication token, as it is set in the console. `Debug` prints nothing of it.
#[derive(Clone)]
pub struct Token(Box<str>);

/// An empty token would let anyone sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the token is empty: take the one that is set in the console")]
pub struct EmptyToken;

impl Token {
    /// The token with this text.
    ///
    /// # Errors
    ///
    /// When the text is empty.
    pub fn new(token: impl Into<String>) -> Result<Self, EmptyToken> {
        let token = token.into();
        if token.is_empty() { Err(EmptyToken) } else { Ok(Self(token.into())) }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}
