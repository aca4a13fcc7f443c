using System.Collections.Immutable;
using Voxopsy.Statistics;

namespace Voxopsy.Study.Steps;

/// <summary>The columns a selection kept.</summary>
internal sealed class KeptColumns(ImmutableArray<FeatureId> columns) : IFittedStep
{
    internal ImmutableArray<FeatureId> Columns => columns;

    public FeatureTable Apply(FeatureTable table) => table.Select(columns);
}
