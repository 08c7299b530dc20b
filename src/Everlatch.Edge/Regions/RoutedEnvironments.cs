using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;

namespace Everlatch.Edge.Regions;

/// <summary>A region's environments, by the numbers under which its hosts name them. Immutable.</summary>
internal sealed class RoutedEnvironments
{
    private readonly ImmutableArray<RoutedEnvironment?> byNumber;
    private readonly ImmutableDictionary<EnvironmentId, int> numbers;
    private readonly ImmutableDictionary<string, string> unusualIssuers;
    private readonly ImmutableDictionary<string, DocumentTemplate> templates;

    private RoutedEnvironments(
        ImmutableArray<RoutedEnvironment?> byNumber,
        ImmutableDictionary<EnvironmentId, int> numbers,
        ImmutableDictionary<string, string> unusualIssuers,
        ImmutableDictionary<string, DocumentTemplate> templates)
    {
        this.byNumber = byNumber;
        this.numbers = numbers;
        this.unusualIssuers = unusualIssuers;
        this.templates = templates;
    }

    /// <summary>Without any.</summary>
    public static RoutedEnvironments None { get; } = new(
        [],
        ImmutableDictionary<EnvironmentId, int>.Empty,
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase),
        ImmutableDictionary<string, DocumentTemplate>.Empty);

    /// <summary>Where a host leads; null once its environment is gone.</summary>
    public Route? At(RoutedHost known, string host) =>
        byNumber[known.Environment] is { } environment
            ? new Route(
                environment,
                host,
                unusualIssuers.Count > 0 ? unusualIssuers.GetValueOrDefault(host) : null,
                known.Certificate)
            : null;

    /// <summary>Begins the next state.</summary>
    public Builder ToBuilder(Region region) => new(this, region);

    internal sealed class Builder(RoutedEnvironments before, Region region)
    {
        private readonly ImmutableArray<RoutedEnvironment?>.Builder byNumber = before.byNumber.ToBuilder();
        private readonly ImmutableDictionary<EnvironmentId, int>.Builder numbers = before.numbers.ToBuilder();
        private readonly ImmutableDictionary<string, string>.Builder unusualIssuers = before.unusualIssuers.ToBuilder();
        private readonly ImmutableDictionary<string, DocumentTemplate>.Builder templates = before.templates.ToBuilder();

        /// <summary>Takes in an entry.</summary>
        /// <param name="entry">The entry.</param>
        /// <param name="setHost">Is told what is known of a host now.</param>
        public void Apply(RouteEntry entry, Action<string, RoutedHost> setHost)
        {
            switch (entry)
            {
                case RouteEntry.Metadata metadata:
                    templates[metadata.Document.Digest] = metadata.Document;
                    break;
                case RouteEntry.Environment environment:
                    // Copied: a page is not kept for a few bytes of it.
                    byNumber[NumberOf(environment.Id)] = new RoutedEnvironment(
                        environment.Id, region, environment.Keys.ToArray(), TemplateOf(environment));
                    break;
                case RouteEntry.EnvironmentGone gone:
                    // Its number stays with its hosts, which lead nowhere now.
                    byNumber[NumberOf(gone.Id)] = null;
                    break;
                case RouteEntry.Host host:
                    setHost(host.Name.Value, new RoutedHost(NumberOf(host.Home), host.Certificate ?? 0));
                    SetIssuer(host);
                    break;
                case RouteEntry.HostGone gone:
                    setHost(gone.Name.Value, RoutedHost.Nowhere);
                    unusualIssuers.Remove(gone.Name.Value);
                    break;
            }
        }

        public RoutedEnvironments Build() =>
            new(byNumber.ToImmutable(), numbers.ToImmutable(), unusualIssuers.ToImmutable(), templates.ToImmutable());

        private DocumentTemplate TemplateOf(RouteEntry.Environment environment) =>
            templates.TryGetValue(environment.Template, out var template)
                ? template
                : throw new RouteFormatException($"{environment.Id} names a document that was not said before");

        private int NumberOf(EnvironmentId id)
        {
            if (!numbers.TryGetValue(id, out var number))
            {
                number = byNumber.Count;
                numbers[id] = number;
                byNumber.Add(null);
            }

            return number;
        }

        private void SetIssuer(RouteEntry.Host host)
        {
            if (host.Issuer is { } issuer)
            {
                unusualIssuers[host.Name.Value] = issuer;
            }
            else if (unusualIssuers.Count > 0)
            {
                unusualIssuers.Remove(host.Name.Value);
            }
        }
    }
}
