using Voxopsy.Statistics;

namespace Voxopsy.Study.Steps;

/// <summary>The column that carries the site of each row as the position of its name in a list; a label, never a feature.</summary>
internal static class SiteColumn
{
    private const string Prefix = "@site.";

    internal static FeatureId Of(string column) => new(Prefix + column);

    internal static bool Is(FeatureId feature) => feature.Name.StartsWith(Prefix, StringComparison.Ordinal);
}
