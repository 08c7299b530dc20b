namespace Everlatch.Core.Ids;

/// <summary>An id that says what it names: a three-letter prefix, an underscore, and 26 time-ordered base32 characters.</summary>
/// <typeparam name="TSelf">The id itself, so that one parser serves every kind.</typeparam>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>The letters before the underscore, such as <c>usr</c>.</summary>
    static abstract string Prefix { get; }

    /// <summary>The whole id as stored and sent.</summary>
    string Value { get; }

    /// <summary>Wraps text that is known to be such an id: read from our own store, or just made.</summary>
    static abstract TSelf Trusted(string value);
}
