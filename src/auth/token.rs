use std::fmt;
use std::str::FromStr;

/// A callback authentication token, as set in the console. `Debug` does not print it.
#[derive(Clone)]
pub struct Token(Box<str>);

/// Why a text is not a valid token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// The text is empty or only white space, so anyone could sign with it.
    #[error("the token is empty")]
    Empty,
    /// The text begins or ends with white space, such as the line break at the end of a file.
    #[error("the token begins or ends with white space")]
    OuterWhiteSpace,
}

impl Token {
    /// Makes a token from its text.
    ///
    /// ```
    /// use tim_callback::Token;
    /// use tim_callback::auth::TokenError;
    ///
    /// assert!(Token::new("xxxxyyyy").is_ok());
    /// assert_eq!(Token::new("xxxxyyyy\n").unwrap_err(), TokenError::OuterWhiteSpace);
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the text is empty or has white space around it.
    pub fn new(token: impl Into<String>) -> Result<Self, TokenError> {
        let token = token.into();
        if token.trim().is_empty() {
            Err(TokenError::Empty)
        } else if token.trim().len() != token.len() {
            Err(TokenError::OuterWhiteSpace)
        } else {
            Ok(Self(token.into()))
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl FromStr for Token {
    type Err = TokenError;

    fn from_str(token: &str) -> Result<Self, TokenError> {
        Self::new(token)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}
