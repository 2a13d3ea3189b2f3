/**
 * What controllers and platform agree on: who may call, what is a command, how lists,
 * versions and calls after the commit are asked for.
 */
@NullMarked
@NamedInterface("web")
package dev.orderprocessing.kernel.web;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
