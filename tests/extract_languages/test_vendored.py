"""Which folders hold copies of what others wrote."""

import pytest

from driftscan.extract.vendored import is_vendored_path

PATHS = {
    "third_party/zlib/zlib.c": True,
    "3rdparty/x.js": True,
    "web/static/third-party/x.js": True,
    "src/main/java/io/acme/thirdparty/SignIn.java": False,
    "src/auth/third-party/sign-in.ts": False,
    "vendor/acme/a.php": True,
    "vendors/a.js": True,
    "web/public/vendor/a.js": True,
    "app/assets/javascripts/vendor/a.js": True,
    "src/Shop/wwwroot/libs/a.js": True,
    "static/js/src/vendor/ckeditor/a.js": True,
    "static/src/vendor/Order.php": False,
    "pip/_vendor/six.py": True,
    "src/main/java/org/shop/vendor/Vendor.java": False,
    "app/models/vendor/order.rb": False,
    "web/lib/a.js": False,
    "my_third_party_imports.py": False,
}


@pytest.mark.parametrize("path", PATHS)
def test_folders(path: str) -> None:
    assert is_vendored_path(path.encode()) is PATHS[path]
