//! What no output shows: the token, and the signatures of what was sent.

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use tim_callback::Token;

use crate::failure::Failure;
use crate::unsigned::signatures;

/// A shorter value is no signature, and could be a part of any text.
const SHORTEST_SIGNATURE: usize = 16;

/// The token as it is given on the command line.
#[derive(clap::Args)]
pub(crate) struct TokenArg {
    /// The token of the app; without it, nothing is signed
    // Not parsed by clap, which would print a token that it refuses.
    #[arg(long, env = "TIM_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

impl TokenArg {
    pub(crate) fn read(&self) -> Result<(Option<Token>, Secrets), Failure> {
        let token = self.token.as_ref().map(Token::new).transpose();
        let token = token.map_err(|error| Failure::of_input(format!("--token: {error}")))?;
        Ok((token, Secrets { token: self.token.clone() }))
    }
}

/// Takes secrets out of answers: some services repeat what they got.
#[derive(Default)]
pub(crate) struct Secrets {
    token: Option<String>,
}

impl Secrets {
    /// The text of an answer without the token, and without the signatures in the query.
    pub(crate) fn hide(&self, query: &str, text: &str) -> String {
        String::from_utf8_lossy(&self.hidden(query, text.as_bytes())).into_owned()
    }

    /// The same of bytes. They are a copy, which keeps no buffer of a connection.
    pub(crate) fn hide_bytes(&self, query: &str, bytes: &[u8]) -> Bytes {
        self.hidden(query, bytes).into()
    }

    fn hidden(&self, query: &str, bytes: &[u8]) -> Vec<u8> {
        let signatures = signatures(query)
            .flat_map(|raw| [raw.as_bytes().to_vec(), percent_decode_str(raw).collect()])
            .filter(|signature| signature.len() >= SHORTEST_SIGNATURE);
        let token = self.token.iter().map(|token| token.clone().into_bytes());
        signatures.chain(token).fold(bytes.to_vec(), |bytes, secret| without(&bytes, &secret))
    }
}

fn without(bytes: &[u8], secret: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(secret.len()).position(|part| part == secret) {
        kept.extend_from_slice(&rest[..at]);
        kept.extend_from_slice(b"(secret)");
        rest = &rest[at + secret.len()..];
    }
    kept.extend_from_slice(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_hidden_wherever_they_are() {
        let secrets = Secrets { token: Some("to ken".to_owned()) };
        let query = "a=1&Sign=0123456789abcdef&S%69gn=abcdef%30123456789&sign=short&%zz";
        for (text, hidden) in [
            ("你to ken好to ken", "你(secret)好(secret)"),
            ("Sign=0123456789abcdef.", "Sign=(secret)."),
            ("abcdef0123456789", "(secret)"),
            ("abcdef%30123456789", "(secret)"),
            ("too short", "too short"),
        ] {
            assert_eq!(secrets.hide(query, text), hidden);
        }
        assert_eq!(&secrets.hide_bytes(query, b"\xffto ken\xff")[..], b"\xff(secret)\xff");
        assert_eq!(Secrets::default().hide("", "to ken"), "to ken");
    }
}
