# All that `cmake --install` puts in place.
add_custom_target(programs)

# Installs a program with its man page and completions, which the program itself makes from its option table.
function(blotter_install_program target)
  set(docs ${CMAKE_CURRENT_BINARY_DIR}/docs)
  set(outputs)
  foreach(kind man bash zsh fish)
    set(output ${docs}/${target}.${kind})
    add_custom_command(
      OUTPUT ${output}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${docs}
      COMMAND ${target} --generate ${kind} > ${output}
      DEPENDS ${target}
      COMMENT "Writing ${target}.${kind}"
      VERBATIM)
    list(APPEND outputs ${output})
  endforeach()
  add_custom_target(${target}-docs ALL DEPENDS ${outputs})
  add_dependencies(programs ${target} ${target}-docs)

  include(GNUInstallDirs)
  install(TARGETS ${target} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(FILES ${docs}/${target}.man DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 RENAME ${target}.1)
  install(FILES ${docs}/${target}.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME ${target})
  install(FILES ${docs}/${target}.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _${target})
  install(FILES ${docs}/${target}.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME ${target}.fish)
endfunction()
