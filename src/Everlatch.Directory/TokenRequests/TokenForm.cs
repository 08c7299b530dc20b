using System.Collections.Immutable;
using System.Text;
using Everlatch.Directory.Clients;

namespace Everlatch.Directory.TokenRequests;

/// <summary>The form of a token request, read strictly and without a copy for each parameter (RFC 6749 §3.2).</summary>
/// <remarks>
/// Broken escapes, bytes that are no UTF-8, too many parameters and repeated ones are refused; a parameter without a value counts
/// as absent. Only <c>resource</c> (RFC 8707 §2) and <c>audience</c> (RFC 8693 §2.1) may be repeated.
/// </remarks>
internal ref struct TokenForm
{
    /// <summary>More than any grant has.</summary>
    public const int MaxParameters = 32;

    private const int Known = (int)TokenParameter.RefreshToken + 1;

    private readonly Span<byte> decoded;
    private readonly Range[] names = new Range[MaxParameters];
    private readonly Range[] values = new Range[MaxParameters];
    private readonly Range[] known = new Range[Known];
    private int count;
    private int written;

    private TokenForm(Span<byte> scratch) => decoded = scratch;

    /// <summary>What is wrong with the form, for its sender; null when it could be read.</summary>
    public string? Problem { get; private set; }

    /// <summary>Every resource that is named.</summary>
    public readonly ImmutableArray<string> Resources
    {
        get
        {
            if (ValueOf(TokenParameter.Resource).IsEmpty)
            {
                return [];
            }

            var resources = ImmutableArray.CreateBuilder<string>();
            for (var i = 0; i < count; i++)
            {
                if (KnownAs(decoded[names[i]]) == TokenParameter.Resource && decoded[values[i]] is { IsEmpty: false } value)
                {
                    resources.Add(Encoding.UTF8.GetString(value));
                }
            }

            return resources.DrainToImmutable();
        }
    }

    /// <summary>Whether the form asks for this grant.</summary>
    public readonly bool HasGrantType(ReadOnlySpan<byte> grantType) => ValueOf(TokenParameter.GrantType).SequenceEqual(grantType);

    /// <summary>Reads a form. The scratch space is at least as long as the body, and the form lives on it.</summary>
    public static TokenForm Read(ReadOnlySpan<byte> body, Span<byte> scratch)
    {
        var form = new TokenForm(scratch);
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (!pair.IsEmpty && !form.TryTake(pair))
            {
                break;
            }
        }

        return form;
    }

    /// <summary>The value of a parameter; null when it is absent.</summary>
    public readonly string? this[TokenParameter parameter] =>
        ValueOf(parameter) is { IsEmpty: false } value ? Encoding.UTF8.GetString(value) : null;

    private readonly ReadOnlySpan<byte> ValueOf(TokenParameter parameter) => decoded[known[(int)parameter]];

    private bool TryTake(ReadOnlySpan<byte> pair)
    {
        var equals = pair.IndexOf((byte)'=');
        if (!TryDecode(equals < 0 ? pair : pair[..equals], out var name)
            || !TryDecode(equals < 0 ? [] : pair[(equals + 1)..], out var value))
        {
            Problem = "The form has a broken escape, or bytes that are no UTF-8.";
        }
        else if (count == MaxParameters)
        {
            Problem = $"The form has more than {MaxParameters} parameters.";
        }
        else
        {
            Keep(name, value);
        }

        return Problem is null;
    }

    private bool TryDecode(ReadOnlySpan<byte> text, out Range range)
    {
        var valid = FormText.TryDecode(text, decoded[written..], out var length);
        range = written..(written + length);
        written += length;
        return valid;
    }

    private void Keep(Range name, Range value)
    {
        var text = decoded[name];
        if (IsRepeated(text))
        {
            Problem = MayRepeat(text) ? null : "A parameter is repeated.";
        }

        (names[count], values[count++]) = (name, value);
        if (KnownAs(text) is { } parameter && !decoded[value].IsEmpty)
        {
            known[(int)parameter] = value;
        }
    }

    private readonly bool IsRepeated(ReadOnlySpan<byte> name)
    {
        foreach (var other in names.AsSpan(0, count))
        {
            if (name.SequenceEqual(decoded[other]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayRepeat(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("resource"u8) || name.SequenceEqual("audience"u8);

    private static TokenParameter? KnownAs(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("grant_type"u8) => TokenParameter.GrantType,
        _ when name.SequenceEqual("client_id"u8) => TokenParameter.ClientId,
        _ when name.SequenceEqual("client_secret"u8) => TokenParameter.ClientSecret,
        _ when name.SequenceEqual("client_assertion"u8) => TokenParameter.ClientAssertion,
        _ when name.SequenceEqual("client_assertion_type"u8) => TokenParameter.ClientAssertionType,
        _ when name.SequenceEqual("scope"u8) => TokenParameter.Scope,
        _ when name.SequenceEqual("resource"u8) => TokenParameter.Resource,
        _ when name.SequenceEqual("audience"u8) => TokenParameter.Audience,
        _ when name.SequenceEqual("refresh_token"u8) => TokenParameter.RefreshToken,
        _ => null,
    };
}
