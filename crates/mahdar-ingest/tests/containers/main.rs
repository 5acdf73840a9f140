//! Containers: own small fixtures, made here, and what must come out of them.

mod documents;
mod feeds;
mod fixtures;
mod folders;
mod json;
mod laws;
mod press;
mod robust;
mod tables;
mod telegram;
mod warc;
