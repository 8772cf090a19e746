//! Making and comparing signatures.

use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

use super::Token;
use crate::value::UnixSeconds;

pub(super) type Sha = [u8; 32];

/// The `Sign` of a callback: lower-case hex of SHA-256 over the token and the decimal text of
/// `RequestTime`. Use it in tests and simulators. To check one, use a
/// [`Verifier`](super::Verifier).
///
/// Do not log a signature: until it is stale, anyone who has it can send callbacks in Tencent's
/// name.
///
/// ```
/// use tim_callback::{Token, UnixSeconds, sign};
///
/// let token = Token::new("xxxxyyyy").unwrap();
/// assert_eq!(sign(&token, UnixSeconds::new(1_669_872_112)),
///     "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061");
/// ```
#[must_use]
pub fn sign(token: &Token, request_time: UnixSeconds) -> String {
    base16ct::lower::encode_string(&digest(token, &request_time.to_string()))
}

fn digest(token: &Token, request_time: &str) -> Sha {
    Sha256::new().chain_update(token.as_bytes()).chain_update(request_time).finalize().into()
}

/// Decodes a digest from 64 hexadecimal digits of either case.
pub(super) fn decode(sign: &str) -> Option<Sha> {
    let mut digest = Sha::default();
    let decoded = base16ct::mixed::decode(sign, &mut digest).ok()?.len();
    (decoded == digest.len()).then_some(digest)
}

/// Whether one of the tokens made this signature. Every token is tried and every byte compared, so
/// that the time taken reveals nothing.
pub(super) fn matches_any(tokens: &[Token], request_time: &str, given: &Sha) -> bool {
    let given = words(given);
    tokens
        .iter()
        .fold(Choice::from(0), |found, token| {
            found | words(&digest(token, request_time)).ct_eq(&given)
        })
        .into()
}

/// `subtle` compares item by item, and four words need a sixth of the time of 32 bytes.
fn words(digest: &Sha) -> [u64; 4] {
    let (words, _) = digest.as_chunks();
    std::array::from_fn(|at| words.get(at).copied().map_or(0, u64::from_ne_bytes))
}
