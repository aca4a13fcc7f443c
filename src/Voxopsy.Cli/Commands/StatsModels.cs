using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Regression models of a binary outcome.</summary>
internal static class StatsModels
{
    private const string Table = "samples/tables/patients.csv --outcome high_grade";

    private static readonly Option<string?> Model = new("--model")
    {
        Description = "Right side of the model as in R: age + sex, age * size_mm, rcs(age, 4); text columns become factors",
    };

    private static readonly Option<int> Folds = new("--folds") { Description = "Number of folds", DefaultValueFactory = _ => 10 };

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "logistic",
            "Logistic regression: odds ratios with Wald and profile intervals, term tests, variance inflation; separation is found and said",
            $"voxopsy stats logistic {Table} --model 'age+sex+size_mm'",
            [Outcome, Positive, Model, Level],
            Logistic),
        new(
            "firth",
            "Firth's penalized logistic regression, which has finite answers under separation",
            $"voxopsy stats firth {Table} --model 'age+sex+size_mm'",
            [Outcome, Positive, Model, Level],
            Firth),
        new(
            "stepwise",
            "Stepwise selection of terms; --kind aic (default), bic, forward or backward",
            $"voxopsy stats stepwise {Table} --model 'age+sex+size_mm+texture_1+texture_3'",
            [Outcome, Positive, Model, Kind],
            Stepwise),
        new(
            "lasso",
            "Cross-validated lasso over columns: the path's penalties, lambda.min and lambda.1se, and what they select",
            $"voxopsy stats lasso {Table} --columns age,size_mm,texture_1,texture_2,texture_3 --folds 5 --seed 3",
            [Outcome, Positive, Columns, Folds, Seed],
            Penalized),
    ];

    private static (ImmutableArray<ModelTerm> Terms, Matrix Values, string[] Names, bool[] Events) Read(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        ModelFormula formula;
        try
        {
            formula = ModelFormula.Parse(parsed.Need(Model));
        }
        catch (FormatException exception)
        {
            throw new CommandFailure(ExitCode.WrongUse, "error: --model: " + exception.Message);
        }

        StatsInput complete = input.Complete([outcome, .. formula.Variables], report);
        HashSet<string> numeric = [.. complete.NumericColumns()];
        ModelVariable[] variables = [.. formula.Variables.Select(name => numeric.Contains(name)
            ? (ModelVariable)new NumericVariable(name, [.. complete.Numbers(name)])
            : FactorVariable.Of(name, complete.Levels(name), complete.Known(name)))];
        ImmutableArray<ModelTerm> terms = ModelEncoding.Learn(formula, variables).Encode(variables);
        double[][] columns = [.. terms.SelectMany(term => Enumerable.Range(0, term.Columns.Length).Select(j => term.Values.Column(j).ToArray()))];
        return (
            terms,
            columns.Length == 0 ? Matrix.Empty(complete.RowCount) : Matrix.FromColumns(columns),
            [.. terms.SelectMany(term => term.Columns)],
            complete.Events(outcome, parsed.GetValue(Positive)));
    }

    private static void Logistic(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (ImmutableArray<ModelTerm> terms, Matrix values, string[] names, bool[] events) = Read(input, parsed, report);
        double level = parsed.GetValue(Level);
        LogisticModel model = LogisticRegression.Fit(values, events, names);
        if (model.Separation is { } separation)
        {
            report.Note($"{string.Join(", ", separation.Columns)} separate the outcomes, so some coefficients have no finite estimate; use voxopsy stats firth");
        }

        ImmutableArray<OddsRatio> wald = model.OddsRatios(level);
        Dictionary<string, CoefficientInterval> profile = model.Separation is null
            ? ProfileLikelihood.Intervals(model, values, events, level).ToDictionary(interval => interval.Name)
            : [];
        report.Table("coefficients", "term", "coefficient", "se", "z", "p", "odds ratio", "lower", "upper", "profile lower", "profile upper");
        report.Row("(intercept)", model.Intercept, model.InterceptStandardError, model.InterceptZ, model.InterceptP, null, null, null, null, null);
        for (int i = 0; i < names.Length; i++)
        {
            OddsRatio ratio = wald.First(one => one.Name == names[i]);
            CoefficientInterval? limits = profile.GetValueOrDefault(names[i]);
            report.Row(
                names[i], model.Coefficients[i], model.StandardErrors[i], model.Z[i], model.P[i], ratio.Estimate, ratio.Lower, ratio.Upper, Exp(limits?.Lower), Exp(limits?.Upper));
        }

        report.Table("model", "n", "events", "log-likelihood", "aic", "chi-squared", "df", "p");
        report.Row(model.RowCount, model.EventCount, model.LogLikelihood, model.Aic, model.LikelihoodRatio.ChiSquared, model.LikelihoodRatio.DegreesOfFreedom, model.LikelihoodRatio.P);
        if (model.Separation is null && terms.Length > 1)
        {
            ImmutableArray<VarianceInflation> inflation = VarianceInflation.Of(model, terms);
            report.Table("terms", "term", "chi-squared", "df", "p", "vif");
            foreach (TermTest test in TermTest.DropEach(terms, events))
            {
                report.Row(test.Term, test.Test.ChiSquared, test.Test.DegreesOfFreedom, test.Test.P, inflation.FirstOrDefault(one => one.Term == test.Term)?.Factor);
            }
        }

        int rarer = Math.Min(model.EventCount, model.RowCount - model.EventCount);
        if (rarer < 10 * names.Length)
        {
            report.Note(string.Create(CultureInfo.InvariantCulture, $"{rarer} of the rarer outcome for {names.Length} parameters is few; see voxopsy plan samplesize"));
        }
    }

    private static double Exp(double? value) => value is { } finite ? Math.Exp(finite) : double.NaN;

    private static void Firth(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (_, Matrix values, string[] names, bool[] events) = Read(input, parsed, report);
        FirthModel model = FirthRegression.Fit(values, events, names, parsed.GetValue(Level));
        report.Table("coefficients (limits and p from the penalized likelihood)", "term", "coefficient", "se", "lower", "upper", "odds ratio", "p");
        foreach (FirthCoefficient one in model.Coefficients)
        {
            report.Row(one.Name, one.Estimate, one.StandardError, one.Lower, one.Upper, Math.Exp(one.Estimate), one.Test.P);
        }
    }

    private static void Stepwise(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (ImmutableArray<ModelTerm> terms, _, _, bool[] events) = Read(input, parsed, report);
        StepwiseSettings settings = parsed.Choose(
            ("aic", new StepwiseSettings()),
            ("bic", new StepwiseSettings { Penalty = Math.Log(events.Length) }),
            ("forward", new StepwiseSettings { Direction = StepwiseDirection.Forward, Start = StepwiseStart.Null }),
            ("backward", new StepwiseSettings { Direction = StepwiseDirection.Backward }));
        StepwiseResult result = StepwiseSelection.ByAic(terms, events, settings);
        report.Table("path", "step", "action", "term", "criterion", "deviance", "residual df");
        for (int i = 0; i < result.Path.Length; i++)
        {
            StepwiseStep step = result.Path[i];
            report.Row(i, step.Action.ToString(), step.Term, step.Criterion, step.Deviance, step.ResidualDegreesOfFreedom);
        }

        report.Table("selected model", "term", "coefficient", "se", "p");
        report.Row("(intercept)", result.Model.Intercept, result.Model.InterceptStandardError, result.Model.InterceptP);
        for (int i = 0; i < result.Model.Names.Length; i++)
        {
            report.Row(result.Model.Names[i], result.Model.Coefficients[i], result.Model.StandardErrors[i], result.Model.P[i]);
        }

        report.Note("p values and intervals of a selected model are too good: the selection looked at the same rows");
    }

    private static void Penalized(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        string[] columns = parsed.GetValue(Columns) is { } list ? Split(list) : input.NumericColumns(outcome);
        StatsInput complete = input.Complete([outcome, .. columns], report);
        bool[] events = complete.Events(outcome, parsed.GetValue(Positive));
        CrossValidatedLasso lasso = CrossValidatedLasso.Fit(
            Matrix.FromTable(complete.Features(columns)), events, FoldOfRow(events, parsed.GetValue(Folds), new SeededRandom(parsed.GetValue(Seed)).For("stats/lasso")), names: columns);
        report.Table("cross-validation", "rule", "lambda", "mean deviance", "se", "selected");
        foreach ((string rule, int place) in new[] { ("min", lasso.MinimumIndex), ("1se", lasso.OneStandardErrorIndex) })
        {
            report.Row(rule, lasso.Lambdas[place], lasso.Mean[place], lasso.StandardError[place], lasso.NonZeroCounts[place]);
        }

        double[] atMinimum = lasso.Path.Coefficients(lasso.MinimumIndex);
        double[] atOne = lasso.Path.Coefficients(lasso.OneStandardErrorIndex);
        report.Table("coefficients", "feature", "at min", "at 1se");
        report.Row("(intercept)", lasso.Path.Intercepts[lasso.MinimumIndex], lasso.Path.Intercepts[lasso.OneStandardErrorIndex]);
        for (int i = 0; i < columns.Length; i++)
        {
            report.Row(columns[i], atMinimum[i], atOne[i]);
        }
    }

    /// <summary>Folds of equal size within each class.</summary>
    private static int[] FoldOfRow(bool[] events, int folds, SeededRandom random)
    {
        if (folds < 3 || folds > events.Length)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: --folds is at least 3 and at most the number of rows, found {folds}");
        }

        int[] order = [.. Enumerable.Range(0, events.Length)];
        random.Shuffle(order.AsSpan());
        int[] fold = new int[events.Length];
        int next = 0;
        foreach (int row in order.OrderBy(row => events[row]))
        {
            fold[row] = next++ % folds;
        }

        return fold;
    }
}
