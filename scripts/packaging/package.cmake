# The Debian package (cpack).  What is installed is what `cmake --install` puts in place, and the two documents that
# Debian asks for; finish.cmake brings both into Debian's form.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME blotter)
set(CPACK_PACKAGE_CONTACT "The Blotter developers <blotter@packages.debian.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "full-text search engine for crime news")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Blotter indexes saved pages, feeds, exports, mail and archives of news, finds
the countries, agencies and crime types in their text, and answers ranked,
filtered queries with exact counts, offline.

It has two programs: blotter-index writes an index, blotter-search searches it
from the terminal or in scripts.")
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/scripts/packaging/finish.cmake)

include(GNUInstallDirs)
install(FILES scripts/packaging/copyright scripts/packaging/changelog DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/blotter)
install(FILES scripts/packaging/blotter-follow@.service DESTINATION lib/systemd/user)
install(FILES scripts/packaging/blotter-extract.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES scripts/packaging/blotter-recipes.7 DESTINATION ${CMAKE_INSTALL_MANDIR}/man7)
include(CPack)
