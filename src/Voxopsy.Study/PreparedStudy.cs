using System.Collections.Immutable;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.Extraction;
using Voxopsy.Study.Models;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study;

/// <summary>Everything a run works on, before any division.</summary>
/// <param name="Cohorts">Usable cases a cohort, development first.</param>
/// <param name="Tables">Their columns.</param>
/// <param name="Catalog">From sources to columns.</param>
/// <param name="Clinical">How clinical variables became columns.</param>
/// <param name="Sets">Names of the feature sets.</param>
/// <param name="Unseen">Levels of external cohorts that development does not have.</param>
/// <param name="Problems">What was found, worst first.</param>
internal sealed record PreparedStudy(
    ImmutableArray<Cohort> Cohorts,
    ImmutableArray<CaseTable> Tables,
    TermCatalog Catalog,
    ClinicalColumns Clinical,
    ImmutableArray<string> Sets,
    ImmutableArray<(string Variable, string Level, string Cohort, int Count)> Unseen,
    ImmutableArray<Problem> Problems)
{
    /// <summary>Gets the crops of the sets whose networks learn inside the folds.</summary>
    internal ImmutableArray<DeepSet> Deep { get; init; } = [];
}
