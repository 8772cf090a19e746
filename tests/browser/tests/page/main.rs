//! The page of `tim-callback inspect`, as someone uses it.

mod browser;
mod foreign;
mod many;
mod pictures;
mod strangers;
mod tool;
mod use_it;
