using System.Collections.Immutable;

namespace Voxopsy.Study.Results;

/// <summary>Something a careful reader should know, found by a rule after the run.</summary>
/// <param name="Code">The rule; the report has its sentence in each language.</param>
/// <param name="Arguments">What the sentence needs: <c>model</c>, <c>cohort</c>, <c>value</c>, …; numbers are written with the invariant culture.</param>
public sealed record Finding(FindingCode Code, ImmutableSortedDictionary<string, string> Arguments);

/// <summary>The rules that speak after a run, with the arguments each gives.</summary>
public enum FindingCode
{
    /// <summary>Adding sources did not raise the area: <c>model</c> (the larger), <c>baseline</c> (the smaller), <c>added</c> (sources), <c>delta</c>, <c>lower</c>, <c>upper</c>, <c>cohort</c>.</summary>
    AddsLittle,

    /// <summary>Adding sources raised the area beyond chance: same arguments as <see cref="AddsLittle"/>.</summary>
    AddsSomething,

    /// <summary>An interval of the area covers 0.5: <c>model</c>, <c>cohort</c>, <c>auc</c>, <c>lower</c>, <c>upper</c>.</summary>
    NoBetterThanChance,

    /// <summary>The calibration slope is far from 1: <c>model</c>, <c>cohort</c>, <c>slope</c>, <c>lower</c>, <c>upper</c>.</summary>
    Miscalibrated,

    /// <summary>The area on an external cohort lies below the development interval: <c>model</c>, <c>cohort</c>, <c>development</c>, <c>external</c>.</summary>
    DropsOutside,

    /// <summary>Few selected columns return from fold to fold: <c>model</c>, <c>share</c> (median share of the final columns).</summary>
    UnstableSelection,

    /// <summary>Fewer than ten events a candidate parameter: <c>model</c>, <c>events</c>, <c>parameters</c>.</summary>
    FewEvents,

    /// <summary>The number of columns was limited to the number of events: <c>model</c>, <c>limit</c>.</summary>
    SelectionLimited,

    /// <summary>Columns are exact copies of others and were dropped: <c>source</c>, <c>count</c>, <c>examples</c>.</summary>
    DuplicateColumns,

    /// <summary>Columns are constant and were dropped: <c>source</c>, <c>count</c>, <c>examples</c>.</summary>
    ConstantColumns,

    /// <summary>Values were missing and imputed inside the folds: <c>column</c>, <c>count</c>, <c>share</c>.</summary>
    ImputedValues,

    /// <summary>Cases were set aside: <c>count</c>.</summary>
    CasesSetAside,

    /// <summary>Pooled out-of-fold scores are biased below 0.5 when nothing is there to find: no arguments.</summary>
    PooledFoldsBias,

    /// <summary>A model selected nothing and predicts the prevalence in some fits: <c>model</c>, <c>fits</c>, <c>of</c>.</summary>
    EmptySelection,

    /// <summary>Patients with several cases were kept together: <c>patients</c>, <c>cases</c>.</summary>
    GroupedPatients,

    /// <summary>The cohort is simulated: no arguments.</summary>
    SimulatedCohort,

    /// <summary>The separation of classes made a coefficient unbounded: <c>model</c>, <c>column</c>.</summary>
    Separation,

    /// <summary>Classes were separated and the frozen model was fitted by Firth's penalised likelihood: <c>model</c>.</summary>
    FirthUsed,

    /// <summary>Log odds of an external cohort were shifted to a declared prevalence: <c>cohort</c>, <c>prevalence</c>.</summary>
    PrevalenceDeclared,

    /// <summary>An unseen level of a category was treated as missing: <c>column</c>, <c>level</c>, <c>cohort</c>, <c>count</c>.</summary>
    UnseenLevel,
}
