using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Harmonization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Models;

/// <summary>The steps of a study on one training set, in the order of the study file: what they kept, and how they change values.</summary>
/// <remarks>
/// Columns that a later step needs and that are no features, the site and covariates of a harmonisation, are carried along beside the features
/// and seen by no selection.
/// </remarks>
internal sealed class Pipeline
{
    private readonly StudyDefinition _study;
    private readonly TermCatalog _catalog;
    private readonly ImmutableArray<Term> _terms;
    private readonly List<FittedTransform> _transforms = [];
    private readonly List<SelectionStepResult> _log = [];
    private TrainingSet _own;
    private HashSet<FeatureId> _carried;

    private Pipeline(StudyDefinition study, TermCatalog catalog, ImmutableArray<Term> terms, TrainingSet training)
    {
        (_study, _catalog, _terms) = (study, catalog, terms);
        _carried = [.. Harmonizations().SelectMany(sites => (FeatureId[])[SiteColumn.Of(sites.By), .. Covariates(sites)])];
        _own = training.After(new KeptColumns([.. terms.SelectMany(term => term.Columns).Union(_carried)]));
    }

    /// <summary>Whether a study has steps that change values, beyond filling with medians and standardising; then no single line of weights stands for all.</summary>
    internal static bool ChangesValues(StudyDefinition study) => study.Imputation != ImputationKind.Median || study.Selection.Any(step => step.Kind
        is SelectionKind.Harmonize or SelectionKind.ScaleRobust or SelectionKind.ScaleStandard or SelectionKind.YeoJohnson or SelectionKind.Components);

    /// <summary>Runs all steps; a LASSO is run as a selection.</summary>
    /// <param name="study">The study.</param>
    /// <param name="catalog">From sources to columns.</param>
    /// <param name="terms">The terms to start from.</param>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="random">Draws the folds of a LASSO.</param>
    internal static PipelineFit Run(StudyDefinition study, TermCatalog catalog, ImmutableArray<Term> terms, TrainingSet training, SeededRandom random)
    {
        PipelineFit before = BeforeLasso(study, catalog, terms, training, out SelectionDefinition? lasso);
        if (lasso is null || before.Training.Features.Features.IsEmpty)
        {
            return before;
        }

        LinearFit fit = SignatureFit.Lasso(lasso, before, terms, random);
        HashSet<string> kept = [.. fit.Model.Weights.Select(weight => weight.Column)];
        return before with
        {
            Training = before.Training.After(new KeptColumns([.. before.Training.Features.Features.Where(feature => kept.Contains(feature.Name))])),
            Log = fit.Selection,
        };
    }

    /// <summary>Runs the steps up to the LASSO, which is handed back when the study asks for one.</summary>
    internal static PipelineFit BeforeLasso(StudyDefinition study, TermCatalog catalog, ImmutableArray<Term> terms, TrainingSet training, out SelectionDefinition? lasso)
    {
        Pipeline pipeline = new(study, catalog, terms, training);
        pipeline.Select(new DropConstant());
        pipeline.Change(
            study.Imputation switch
            {
                ImputationKind.Neighbors => new ImputeNeighbors(study.ImputationNeighbors),
                ImputationKind.Chained => new ImputeChained(),
                _ => new FillConstants(),
            },
            pipeline._own);
        pipeline.Release(0);
        lasso = null;
        for (int i = 0; i < study.Selection.Length && lasso is null; i++)
        {
            SelectionDefinition step = study.Selection[i];
            lasso = step.Kind is SelectionKind.LassoMinimum or SelectionKind.LassoOneStandardError ? step : null;
            if (lasso is null)
            {
                pipeline.Take(step);
                pipeline.Release(i + 1);
            }
        }

        return new PipelineFit(pipeline._own, [.. pipeline._transforms], [.. pipeline._log]);
    }

    private void Take(SelectionDefinition step)
    {
        if (SelectionOf(step) is { } selection)
        {
            Select(selection);
            return;
        }

        switch (step.Kind)
        {
            case SelectionKind.Variance:
                break;
            case SelectionKind.Harmonize:
                Change(Harmonize(step.Harmonization!), _own);
                break;
            default:
                // Selections may have left a column that earlier changes made constant.
                Select(new DropConstant(), isLogged: false);
                Change(step.Kind switch
                {
                    SelectionKind.ScaleStandard => new ScaleColumns(ScaleKind.Standard),
                    SelectionKind.ScaleRobust => new ScaleColumns(ScaleKind.Robust),
                    SelectionKind.YeoJohnson => new TransformPower(),
                    SelectionKind.Components => new ExtractComponents(step.Maximum, step.Limit),
                    _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "Unknown step."),
                }, Visible());
                break;
        }
    }

    /// <summary>The step of a definition that only keeps columns; <see langword="null"/> for the others.</summary>
    internal static IStep? SelectionOf(SelectionDefinition step) => step.Kind switch
    {
        SelectionKind.Duplicates => new DropDuplicates(),
        SelectionKind.Stable => new SelectStable(step.Limit, step.Level),
        SelectionKind.Univariable => new SelectUnivariable(step.Limit, UnivariableTest.MannWhitney),
        SelectionKind.UnivariableWelch => new SelectUnivariable(step.Limit, UnivariableTest.Welch),
        SelectionKind.Correlation => new SelectUncorrelated(step.Limit),
        SelectionKind.Mrmr => new SelectRelevant(step.Maximum, step.Scheme),
        SelectionKind.ReliefF => new SelectNearest(step.Maximum, (int)step.Limit),
        _ => null,
    };

    private HarmonizeSites Harmonize(HarmonizationDefinition sites) => new(
        sites.By,
        _catalog.SitesOf(sites.By),
        [.. Covariates(sites)],
        new ComBatSettings { Prior = sites.Prior, MeanOnly = sites.MeanOnly, ReferenceSite = sites.Reference.Length > 0 ? sites.Reference : null },
        sites.Unseen);

    private IEnumerable<HarmonizationDefinition> Harmonizations() => _study.Selection.Select(step => step.Harmonization).OfType<HarmonizationDefinition>();

    private IEnumerable<FeatureId> Covariates(HarmonizationDefinition sites) =>
        sites.Covariates.SelectMany(name => _catalog.Clinical.First(term => term.Source == "clinical." + name).Columns);

    private TrainingSet Visible() => _own.After(new KeptColumns([.. _own.Features.Features.Where(feature => !_carried.Contains(feature))]));

    private void Select(IStep step, bool isLogged = true)
    {
        TrainingSet visible = Visible();
        HashSet<FeatureId> kept = visible.Features.Features.IsEmpty ? [] : [.. visible.After(step.Fit(visible)).Features.Features];
        _own = _own.After(new KeptColumns([.. _own.Features.Features.Where(feature => kept.Contains(feature) || _carried.Contains(feature))]));
        if (isLogged)
        {
            _log.Add(new SelectionStepResult(step.Name, visible.Features.Features.Length, kept.Count));
        }
    }

    private void Change(IStep step, TrainingSet learnsFrom)
    {
        if (Visible().Features.Features.IsEmpty)
        {
            return;
        }

        int before = Visible().Features.Features.Length;
        FittedTransform fitted = (FittedTransform)step.Fit(learnsFrom);
        _transforms.Add(fitted);
        _own = _own.After(fitted);
        _log.Add(new SelectionStepResult(step.Name, before, Visible().Features.Features.Length));
    }

    /// <summary>Lets go of carried columns once no step from the given one on needs them; one that is also a feature goes on as that.</summary>
    private void Release(int next)
    {
        if (_carried.Count == 0 || _study.Selection.Skip(next).Any(step => step.Kind == SelectionKind.Harmonize))
        {
            return;
        }

        HashSet<FeatureId> features = [.. _terms.SelectMany(term => term.Columns)];
        FeatureId[] carried = [.. _carried];
        _carried = [];
        _own = _own.After(new KeptColumns([.. _own.Features.Features.Where(feature => !carried.Contains(feature) || features.Contains(feature))]));
    }
}

/// <summary>What the steps left of a training set.</summary>
/// <param name="Training">The rows after the steps.</param>
/// <param name="Transforms">How values were changed, in order; applied to any rows they give the columns of <paramref name="Training"/>, and maybe more.</param>
/// <param name="Log">What each step kept.</param>
internal sealed record PipelineFit(TrainingSet Training, ImmutableArray<FittedTransform> Transforms, ImmutableArray<SelectionStepResult> Log);
