using System.Buffers;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Server.Pages.Navigation;

/// <summary>Where a person goes when a page is done: a path of this host, never another one.</summary>
/// <remarks>
/// Browsers read <c>//host</c>, <c>/\host</c> and paths with stray tabs or line breaks as other hosts, so only a single leading
/// slash and
/// printable ASCII without backslash pass. What does not pass becomes the default, silently: the value is not typed by people.
/// </remarks>
internal readonly record struct ReturnPath
{
    /// <summary>Name of the query and form value.</summary>
    public const string ParameterName = "return";

    private const int MaxLength = 8192;
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create([.. Enumerable.Range('!', 94).Select(c => (char)c).Except(['\\'])]);
    private readonly string? value;

    private ReturnPath(string value) => this.value = value;

    /// <summary>Where people go who come from nowhere.</summary>
    public static ReturnPath Default => default;

    /// <summary>Whether a page was asked for.</summary>
    public bool IsGiven => value is not null;

    /// <summary>The path with its query, fit for a Location header.</summary>
    public string Value => value ?? "/account";

    /// <summary>Reads a value from outside; anything but a local path is the default.</summary>
    public static ReturnPath Parse(string? text) => IsLocal(text) ? new ReturnPath(text!) : Default;

    /// <summary>The return path of a request: of its query, which forms keep in their address.</summary>
    public static ReturnPath Of(HttpContext context) => Parse(context.Request.Query[ParameterName]);

    /// <summary>A page's address with this path carried along.</summary>
    public string Through(string page) =>
        value is null ? page : QueryHelpers.AddQueryString(page, ParameterName, value);

    /// <summary>A value of the path's own query, such as the client_id of a pending authorization request.</summary>
    public string? QueryValue(string name)
    {
        var query = value?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        return query >= 0 && QueryHelpers.ParseQuery(value![query..]).TryGetValue(name, out var found) ? found.ToString() : null;
    }

    /// <inheritdoc />
    public override string ToString() => Value;

    private static bool IsLocal(string? text) =>
        text is ['/', ..] and not ['/', '/', ..]
        && text.Length <= MaxLength
        && !text.AsSpan().ContainsAnyExcept(Allowed);
}
