"""The first part of what Ruby's standard library and default gems are required by.

From `Gem::Specification.select(&:default_gem?)` and the library folders of Ruby 3.1, with what the
news of 2.7 to 3.4 took out of or brought into them.
"""

STANDARD_LIBRARY = frozenset(
    """
abbrev base64 benchmark bigdecimal bundler cgi complex continuation coverage csv date date_core
delegate did_you_mean digest drb english English enumerator erb error_highlight etc expect
fcntl fiber fiddle fileutils find forwardable getoptlong io io/console io/nonblock io/wait
ipaddr irb json kconv logger matrix mkmf monitor mutex_m net net/http net/protocol nkf objspace
observer open-uri open3 openssl optionparser optparse ostruct pathname pp prettyprint prime
pstore psych pty racc rational rbconfig rdoc readline readline-ext reline resolv resolv-replace
rinda ripper ruby2_keywords rubygems securerandom set shellwords singleton socket stringio
strscan syslog tempfile thread time timeout tmpdir tracer tsort un unicode_normalize uri
weakref win32ole yaml zlib
""".split()
)

# From `Object.constants` of Ruby 3.1, and the best known of the library's.
CORE = frozenset(
    """
ArgumentError Array BasicObject BigDecimal Bignum Binding CSV Class ClosedQueueError Comparable
Complex ConditionVariable Data Date DateTime Digest Dir EOFError ERB Encoding EncodingError
Enumerable Enumerator Errno Exception FalseClass Fiber FiberError File FileTest FileUtils
Fixnum Float FloatDomainError FrozenError GC Hash IO IOError IndexError Integer Interrupt JSON
Kernel KeyError LoadError LocalJumpError Logger Marshal MatchData Math Method Module Mutex
NameError Net NilClass NoMatchingPatternError NoMatchingPatternKeyError NoMemoryError
NoMethodError NotImplementedError Numeric Object ObjectSpace OpenSSL OpenStruct Pathname Proc
Process Queue Ractor Random Range RangeError Rational Refinement Regexp RegexpError RubyVM
RuntimeError ScriptError SecureRandom SecurityError Set Signal SignalException SizedQueue
Socket StandardError StopIteration String StringIO Struct Symbol SyntaxError SystemCallError
SystemExit SystemStackError Tempfile Thread ThreadError ThreadGroup Time Timeout TracePoint
TrueClass TypeError URI UnboundMethod UncaughtThrowError UnicodeNormalize Warning YAML
ZeroDivisionError
""".split()
)
"""Classes and modules of Ruby itself: a file that opens one again does not define it."""
