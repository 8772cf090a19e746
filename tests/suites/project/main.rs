//! What holds of the project as a whole: what must not compile, what it depends on, what its README
//! shows.

mod dependencies;
mod readme;
mod ui;
