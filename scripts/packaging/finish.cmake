# Run by cpack between installing and packing: compresses what Debian keeps compressed (without a date, so that the same
# build gives the same package), and moves zsh's completions to where Debian's zsh looks for a package's.
set(share ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share)
file(GLOB documents ${share}/man/man1/*.1 ${share}/man/man7/*.7 ${share}/doc/blotter/changelog)
if(NOT documents)
  message(FATAL_ERROR "nothing is installed in ${share}")
endif()
execute_process(COMMAND gzip --best --no-name ${documents} COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
