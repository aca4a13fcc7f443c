using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.Extraction;
using Voxopsy.Study.Models;
using Voxopsy.Study.Splits;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study;

/// <summary>From a study file to tables of numbers: reads cohorts, checks everything, collects features. Learns nothing.</summary>
public sealed class StudyPreparation
{
    private readonly StudyDefinition _study;
    private readonly int _jobs;
    private readonly IProgress<StageProgress> _progress;
    private readonly List<Problem> _problems = [];

    /// <summary>Prepares a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="jobs">Cases worked on at once; at least 1.</param>
    /// <param name="progress">Hears how far it has come.</param>
    public StudyPreparation(StudyDefinition study, int jobs, IProgress<StageProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        _study = study;
        _jobs = jobs;
        _progress = progress;
    }

    /// <summary>Gets how each mask lies on its images, as the last check saw it; empty before one.</summary>
    public ImmutableArray<MaskPlacement> Placements { get; private set; } = [];

    /// <summary>Everything that is wrong with the study's data, worst first; computes no feature.</summary>
    public ImmutableArray<Problem> Check(CancellationToken cancellation)
    {
        ImmutableArray<Cohort> cohorts = ReadCohorts();
        if (cohorts.Length == _study.Cohorts.Length && cohorts.All(cohort => !cohort.Cases.IsEmpty))
        {
            FeatureStage stage = new(_study, _jobs, _progress);
            PlacementRecorder recorder = new(_study, cohorts);
            List<(FeatureSetDefinition, FeatureTable)> sets = [];
            foreach (FeatureSetDefinition set in _study.Features)
            {
                if (set.Source == FeatureSource.Radiomics)
                {
                    stage.Inspect(set, cohorts, recorder, _problems, cancellation);
                    sets.Add((set, Unknown(set, cohorts)));
                }
                else if (set.Source == FeatureSource.Deep)
                {
                    _ = new DeepStage(_study, _jobs, _progress).Crop(set, cohorts, null, _problems, cancellation);
                    sets.Add((set, DeepSet.Columns(set)));
                }
                else if (new FeatureTableReader(_study, set, _problems).Read(cohorts) is { } table)
                {
                    sets.Add((set, table));
                }
            }

            Placements = recorder.Placements();
            _problems.AddRange(recorder.Problems());
            if (sets.Count == _study.Features.Length)
            {
                _ = Assemble(cohorts, sets);
            }
        }

        return Ordered();
    }

    /// <summary>The tables a run works on; broken cases are left out and listed.</summary>
    /// <exception cref="StudyException">The study cannot run; every problem is told.</exception>
    internal PreparedStudy Prepare(ArtifactCache cache, CancellationToken cancellation)
    {
        ImmutableArray<Cohort> cohorts = ReadCohorts();
        ThrowOnErrors();
        FeatureStage stage = new(_study, _jobs, _progress);
        List<(FeatureSetDefinition, FeatureTable)> sets = [];
        List<DeepSet> networks = [];
        foreach (FeatureSetDefinition set in _study.Features)
        {
            FeatureTable? table = set.Source switch
            {
                FeatureSource.Radiomics => stage.Compute(set, cohorts, cache, _problems, cancellation),
                FeatureSource.Deep => Networks(set, cohorts, cache, networks, cancellation),
                _ => new FeatureTableReader(_study, set, _problems).Read(cohorts),
            };
            if (table is not null)
            {
                sets.Add((set, table));
            }
        }

        if (sets.Count < _study.Features.Length && _problems.All(problem => problem.Severity != Severity.Error))
        {
            throw new StudyException(StudyFault.DataCheck, Ordered());
        }

        ThrowOnErrors();
        PreparedStudy prepared = Assemble(cohorts, sets);
        ThrowOnErrors();
        RepeatStage again = new(_study, _jobs, _progress);
        ImmutableArray<RepeatedFeatures> repeats = [.. _study.Features
            .Where(set => set.Source == FeatureSource.Radiomics)
            .SelectMany(set => again.Compute(set, prepared.Cohorts[0], cache, _problems, cancellation))];
        return prepared with { Tables = prepared.Tables.SetItem(0, prepared.Tables[0] with { Repeats = repeats }), Problems = Ordered(), Deep = [.. networks] };
    }

    /// <summary>The features of a network that does not learn; of one that learns, the crops, and its column without values.</summary>
    private FeatureTable? Networks(FeatureSetDefinition set, ImmutableArray<Cohort> cohorts, ArtifactCache cache, List<DeepSet> networks, CancellationToken cancellation)
    {
        DeepSet crops = new DeepStage(_study, _jobs, _progress).Crop(set, cohorts, cache, _problems, cancellation);
        if (!set.Deep!.Learns)
        {
            return new DeepExtractor(_study, _jobs, _progress).Features(crops, cohorts, cache, cancellation);
        }

        networks.Add(crops);
        return DeepSet.Columns(set);
    }

    private ImmutableArray<Cohort> ReadCohorts()
    {
        ImmutableArray<Cohort> cohorts = new CohortReader(_study, _problems).Read();
        _problems.AddRange(LeakageChecks.Dictionary(_study));
        _problems.AddRange(LeakageChecks.Find(_study, cohorts));
        _problems.AddRange(ColumnChecks.SuspiciousNames(_study));
        if (cohorts.Length == _study.Cohorts.Length)
        {
            _problems.AddRange(DesignChecks.Find(_study, cohorts));
        }

        return cohorts;
    }

    private PreparedStudy Assemble(ImmutableArray<Cohort> cohorts, List<(FeatureSetDefinition Set, FeatureTable Table)> sets)
    {
        HashSet<string> broken = [.. _problems.Where(problem => problem.Severity == Severity.CaseError).Select(problem => problem.Cohort + "\n" + problem.Case)];
        ImmutableArray<Cohort> usable = [.. cohorts.Select(cohort => cohort with { Cases = [.. cohort.Cases.Where(found => !broken.Contains(cohort.Name + "\n" + found.Id))] })];
        if (usable.Zip(cohorts).Any(pair => pair.First.Cases.Length < pair.Second.Cases.Length))
        {
            // What was enough with every case may not be without the broken ones.
            _problems.AddRange(DesignChecks.Find(_study, usable).Where(problem => _problems.All(known => known.ToString() != problem.ToString())));
        }

        ClinicalColumns clinical = ClinicalColumns.For(_study, usable[0]);
        SiteCodes sites = SiteCodes.For(_study, usable);
        TermCatalog catalog = sites.AddTo(TermCatalog.Of(clinical, sets.Select(pair => (pair.Set.Name, pair.Table))));
        List<(string, string, string, int)> unseen = [];
        ImmutableArray<CaseTable> tables = [.. usable.Select(cohort => TableOf(cohort, clinical, sites, sets, unseen))];
        if (!CheckSources(catalog) || tables[0].Outcomes.IsEmpty)
        {
            return new PreparedStudy(usable, tables, catalog, clinical, [.. sets.Select(pair => pair.Set.Name)], [.. unseen], []);
        }

        // A region that was only inspected has no values to judge.
        HashSet<string> unknown = [.. sets.Where(pair => pair.Set.Source != FeatureSource.Table && AllUnknown(pair.Table)).Select(pair => pair.Set.Name)];
        StudyDefinition judged = _study with { Features = [.. _study.Features.Where(set => !unknown.Contains(set.Name))] };
        _problems.AddRange(ColumnChecks.Find(judged, tables[0], catalog));
        _problems.AddRange(LeakageChecks.OutcomeCopies(tables[0].Features, tables[0].Outcomes, _study.Models.SelectMany(model => catalog.TermsOf(model)).DistinctBy(term => term.Source)));
        return new PreparedStudy(usable, tables, catalog, clinical, [.. sets.Select(pair => pair.Set.Name)], [.. unseen], []);
    }

    private bool CheckSources(TermCatalog catalog)
    {
        foreach (ModelDefinition model in _study.Models)
        {
            try
            {
                _ = catalog.TermsOf(model);
            }
            catch (ArgumentException exception)
            {
                _problems.Add(new Problem
                {
                    Severity = Severity.Error,
                    Kind = ProblemKind.StudyFile,
                    Summary = $"a source of model '{model.Name}' does not exist",
                    Where = $"{Path.GetFileName(_study.Path)}, line {model.Line}",
                    Details = [$"found     {exception.Message}", "expected  a column of the set"],
                    Fix = "Name a column of the set, or the whole set.",
                });
                return false;
            }
        }

        return true;
    }

    private CaseTable TableOf(
        Cohort cohort, ClinicalColumns clinical, SiteCodes sites, List<(FeatureSetDefinition Set, FeatureTable Table)> sets, List<(string Variable, string Level, string Cohort, int Count)> unseen)
    {
        List<(string, string, int)> levels = [];
        FeatureTable encoded = clinical.Encode(cohort, levels);
        unseen.AddRange(levels.Select(level => (level.Item1, level.Item2, cohort.Name, level.Item3)));
        List<FeatureId> names = [.. encoded.Features];
        List<double[]> columns = [.. Enumerable.Range(0, encoded.Features.Length).Select(i => encoded.Column(i).ToArray())];
        foreach ((FeatureId name, double[] codes) in sites.Of(cohort))
        {
            names.Add(name);
            columns.Add(codes);
        }

        foreach ((FeatureSetDefinition set, FeatureTable table) in sets)
        {
            if (set.Source == FeatureSource.Deep && table.RowCount == 0)
            {
                // Its column comes into being inside the folds.
                continue;
            }

            Dictionary<string, int> rowOf = table.Subjects.Select((subject, row) => (subject, row)).ToDictionary(pair => pair.subject, pair => pair.row);
            FeatureTable own = table.Rows([.. cohort.Cases.Select(found => rowOf[cohort.Name + "\n" + found.Id])]);
            names.AddRange(own.Features);
            columns.AddRange(Enumerable.Range(0, own.Features.Length).Select(i => own.Column(i).ToArray()));
        }

        return new CaseTable(
            cohort.Name,
            new FeatureTable(encoded.Subjects, [.. names], columns),
            [.. cohort.Cases.Select(found => found.Outcome)],
            [.. cohort.Cases.Select(found => found.Patient)],
            [.. cohort.Cases.Select(found => found.Center)],
            [.. cohort.Cases.Select(found => Stratum(cohort, found))]);
    }

    private string Stratum(Cohort cohort, Case found) => string.Join('|', _study.Validation.Stratify.Select(name => name switch
    {
        "outcome" => found.Outcome ? "1" : "0",
        "center" => found.Center,
        _ => cohort.Table[found.Row, name],
    }));

    private static FeatureTable Unknown(FeatureSetDefinition set, ImmutableArray<Cohort> cohorts)
    {
        ImmutableArray<string> subjects = [.. cohorts.SelectMany(cohort => cohort.Cases.Select(found => cohort.Name + "\n" + found.Id))];
        ImmutableArray<FeatureId> names = [.. ProfileCatalog.Of(set).Select(column => new FeatureId($"{set.Name}.{column.Column}"))];
        return new FeatureTable(subjects, names, names.Select(_ => Enumerable.Repeat(double.NaN, subjects.Length).ToArray()));
    }

    private static bool AllUnknown(FeatureTable table) => Enumerable.Range(0, table.Features.Length).All(i => !table.Column(i).ContainsAnyExcept(double.NaN));

    private void ThrowOnErrors()
    {
        if (_problems.All(problem => problem.Severity != Severity.Error))
        {
            return;
        }

        throw new StudyException(FaultOf(_problems), Ordered());
    }

    /// <summary>The fault a list of problems amounts to: leakage before missing files before everything else.</summary>
    public static StudyFault FaultOf(IReadOnlyCollection<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        Problem[] errors = [.. problems.Where(problem => problem.Severity >= Severity.CaseError)];
        return errors.Any(problem => problem.Kind == ProblemKind.Leakage) ? StudyFault.Leakage
            : errors.Any(problem => problem.Kind == ProblemKind.MissingFile) ? StudyFault.MissingFile
            : StudyFault.DataCheck;
    }

    private ImmutableArray<Problem> Ordered() => [.. _problems.OrderByDescending(problem => problem.Severity)];
}
