using Microsoft.Extensions.Time.Testing;

namespace Everlatch.Testing;

/// <summary>A clock that stands at one known moment until a test turns it.</summary>
public sealed class TestClock() : FakeTimeProvider(Noon)
{
    /// <summary>Where every test's time begins.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
}
