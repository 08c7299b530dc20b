using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Release.Pipeline;

/// <summary>All that a step reads, by name. Equal inputs mean the same outcome, so that it need not run again.</summary>
public sealed record StepInputs(ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>Inputs by name.</summary>
    public static StepInputs Of(params ReadOnlySpan<(string Name, string Value)> values)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            all.Add(name, value);
        }

        return new StepInputs(all.ToImmutable());
    }

    /// <summary>The hash of a step with these inputs: SHA-256 in hex.</summary>
    public string KeyOf(string step, string region)
    {
        // With lengths: no two sets of inputs read alike.
        var text = new StringBuilder();
        foreach (var part in new[] { step, region }.Concat(Values.SelectMany(value => new[] { value.Key, value.Value })))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{part.Length}:{part};");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
