using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Study.Models;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Cohorts;

/// <summary>Sites as columns of numbers for the steps that harmonise them: the position of a name in a list, −1 where the cell is empty.</summary>
internal sealed class SiteCodes
{
    private readonly ImmutableDictionary<string, ImmutableArray<string>> _names;

    private SiteCodes(ImmutableDictionary<string, ImmutableArray<string>> names) => _names = names;

    /// <summary>Names every site of every cohort: a naming, not a fit.</summary>
    internal static SiteCodes For(StudyDefinition study, ImmutableArray<Cohort> cohorts) => new(study.Selection
        .Select(step => step.Harmonization?.By)
        .OfType<string>()
        .Distinct()
        .ToImmutableDictionary(column => column, column => (ImmutableArray<string>)[.. cohorts
            .SelectMany(cohort => cohort.Cases.Select(found => cohort.Table[found.Row, column]).Where(cell => !CellTable.IsMissing(cell)).Distinct().Order(StringComparer.Ordinal))
            .Distinct()]));

    internal TermCatalog AddTo(TermCatalog catalog) => catalog.With(_names);

    /// <summary>One column a harmonised column of the table.</summary>
    internal IEnumerable<(FeatureId Name, double[] Codes)> Of(Cohort cohort) => _names.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (
        SiteColumn.Of(pair.Key),
        cohort.Cases.Select(found => (double)pair.Value.IndexOf(cohort.Table[found.Row, pair.Key])).ToArray()));
}
