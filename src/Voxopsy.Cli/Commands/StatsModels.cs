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

    private static readonly Option<string> Direction = new("--direction")
    {
        Description = "both (terms enter and leave), forward or backward",
        DefaultValueFactory = _ => "both",
    };

    private static readonly Option<string?> Start = new("--start") { Description = "full (all terms; default) or null (the forced ones; default of forward); of aic and bic" };

    private static readonly Option<string?> Forced = new("--forced") { Description = "Terms that never leave, separated by commas; of aic and bic" };

    private static readonly Option<double> Enter = new("--enter") { Description = "p value below which a term enters; of p", DefaultValueFactory = _ => 0.05 };

    private static readonly Option<double> Remove = new("--remove") { Description = "p value at and above which a term leaves; of p", DefaultValueFactory = _ => 0.1 };

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
            "Stepwise selection of terms by --kind aic (default), bic or p (likelihood ratio)",
            $"voxopsy stats stepwise {Table} --model 'age+sex+size_mm+texture_1+texture_3'",
            [Outcome, Positive, Model, Kind, Direction, Start, Forced, Enter, Remove],
            Stepwise)
        {
            Further =
            [
                $"voxopsy stats stepwise {Table} --model 'age+sex+size_mm+texture_1+texture_3' --direction forward --forced age",
                $"voxopsy stats stepwise {Table} --model 'age+sex+size_mm+texture_1+texture_3' --kind p --direction both --enter 0.05 --remove 0.1",
            ],
        },
    ];

    /// <summary>The terms of --model over the rows that have them and the outcome.</summary>
    internal static (ImmutableArray<ModelTerm> Terms, Matrix Values, string[] Names, bool[] Events) Read(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        (ImmutableArray<ModelTerm> terms, Matrix values, string[] names, StatsInput complete) = ReadTerms(input, [outcome], parsed, report);
        return (terms, values, names, complete.Events(outcome, parsed.GetValue(Positive)));
    }

    /// <summary>The terms of --model over the rows that have them and some other columns.</summary>
    internal static (ImmutableArray<ModelTerm> Terms, Matrix Values, string[] Names, StatsInput Complete) ReadTerms(
        StatsInput input, string[] others, ParseResult parsed, StatsReport report) => ReadTerms(input, others, Model.Name, parsed.Need(Model), report);

    /// <summary>The terms of a formula that an option gives, over the rows that have them and some other columns.</summary>
    internal static (ImmutableArray<ModelTerm> Terms, Matrix Values, string[] Names, StatsInput Complete) ReadTerms(
        StatsInput input, string[] others, string option, string text, StatsReport report)
    {
        ModelFormula formula;
        try
        {
            formula = ModelFormula.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: {option}: " + exception.Message);
        }

        StatsInput complete = input.Complete([.. others, .. formula.Variables], report);
        HashSet<string> numeric = [.. complete.NumericColumns()];
        ModelVariable[] variables = [.. formula.Variables.Select(name => numeric.Contains(name) || complete.IsMostlyNumbers(name)
            ? (ModelVariable)new NumericVariable(name, [.. complete.Numbers(name)])
            : FactorVariable.Of(name, LevelsOf(complete, name), complete.Known(name)))];
        ImmutableArray<ModelTerm> terms = ModelEncoding.Learn(formula, variables).Encode(variables);
        double[][] columns = [.. terms.SelectMany(term => Enumerable.Range(0, term.Columns.Length).Select(j => term.Values.Column(j).ToArray()))];
        return (
            terms,
            columns.Length == 0 ? Matrix.Empty(complete.RowCount) : Matrix.FromColumns(columns),
            [.. terms.SelectMany(term => term.Columns)],
            complete);
    }

    private static string[] LevelsOf(StatsInput complete, string name) => complete.Levels(name) is { Length: > 1 } levels
        ? levels
        : throw new CommandFailure(
            ExitCode.DataCheckFailed,
            $"error data: '{name}' is constant   '{complete.Known(name)[0]}' in all {complete.RowCount} rows used\n  expected  a column that varies\n  fix: leave out '{name}'");

    /// <summary>Says which columns have no finite coefficient.</summary>
    private static void NoteSeparation(LogisticModel model, StatsReport report)
    {
        if (model.Separation is { } separation)
        {
            report.Note($"{Separate(separation)} the outcomes, so some coefficients have no finite estimate; use voxopsy stats firth");
        }
    }

    /// <summary>The separating columns with their verb.</summary>
    internal static string Separate(Separation separation) =>
        string.Join(", ", separation.Columns) + (separation.Columns.Length == 1 ? " separates" : " separate");

    /// <summary>Says when the rarer outcome is rare for so many columns.</summary>
    internal static void NoteFewEvents(bool[] events, int columns, StatsReport report)
    {
        int rarer = Math.Min(events.Count(one => one), events.Count(one => !one));
        if (rarer < 10 * columns)
        {
            report.Note(string.Create(CultureInfo.InvariantCulture, $"{rarer} of the rarer outcome for {columns} parameters is few; see voxopsy plan samplesize"));
        }
    }

    private static void Logistic(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (ImmutableArray<ModelTerm> terms, Matrix values, string[] names, bool[] events) = Read(input, parsed, report);
        double level = parsed.GetValue(Level);
        LogisticModel model = LogisticRegression.Fit(values, events, names);
        NoteSeparation(model, report);
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
            VarianceInflation[] inflated = [.. inflation.Where(one => one.Factor > 10)];
            if (inflated.Length > 0)
            {
                report.Note($"{string.Join(", ", inflated.Select(one => one.Term))} are nearly linear combinations of each other or of other terms (variance inflation above 10), so their coefficients are unsure");
            }

            report.Table("terms", "term", "chi-squared", "df", "p", "vif");
            foreach (TermTest test in TermTest.DropEach(terms, events))
            {
                report.Row(test.Term, test.Test.ChiSquared, test.Test.DegreesOfFreedom, test.Test.P, inflation.FirstOrDefault(one => one.Term == test.Term)?.Factor);
            }
        }

        NoteFewEvents(events, names.Length, report);
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

        NoteFewEvents(events, names.Length, report);
    }

    private static void Stepwise(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (ImmutableArray<ModelTerm> terms, _, _, bool[] events) = Read(input, parsed, report);
        // 'forward' and 'backward' were kinds before there was a direction, and still are.
        (string kind, string way) = parsed.Choose(
            ("aic", ("aic", parsed.GetValue(Direction)!)), ("bic", ("bic", parsed.GetValue(Direction)!)), ("p", ("p", parsed.GetValue(Direction)!)),
            ("forward", ("aic", "forward")), ("backward", ("aic", "backward")));
        StepwiseDirection direction = way switch
        {
            "both" => StepwiseDirection.Both,
            "forward" => StepwiseDirection.Forward,
            "backward" => StepwiseDirection.Backward,
            _ => throw new CommandFailure(ExitCode.WrongUse, $"error: --direction is both, forward or backward, found '{way}'"),
        };
        StepwiseStart start = (parsed.GetValue(Start) ?? (direction == StepwiseDirection.Forward ? "null" : "full")) switch
        {
            "full" => StepwiseStart.Full,
            "null" => StepwiseStart.Null,
            string other => throw new CommandFailure(ExitCode.WrongUse, $"error: --start is full or null, found '{other}'"),
        };
        string[] forced = Split(parsed.GetValue(Forced) ?? string.Empty);
        if (forced.FirstOrDefault(name => terms.All(term => term.Name != name)) is { } unknown)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: --forced names '{unknown}', which is none of the terms {string.Join(", ", terms.Select(term => term.Name))}");
        }

        StepwiseResult result = kind == "p"
            ? ByP(terms, events, direction, parsed)
            : StepwiseSelection.ByAic(
                terms,
                events,
                new StepwiseSettings { Direction = direction, Start = start, Forced = [.. forced], Penalty = kind == "bic" ? Math.Log(events.Length) : 2 });
        report.Table("path", "step", "action", "term", "criterion", "deviance", "residual df", "p");
        for (int i = 0; i < result.Path.Length; i++)
        {
            StepwiseStep step = result.Path[i];
            report.Row(i, step.Action.ToString(), step.Term, step.Criterion, step.Deviance, step.ResidualDegreesOfFreedom, step.P);
        }

        report.Table("selected model", "term", "coefficient", "se", "p");
        report.Row("(intercept)", result.Model.Intercept, result.Model.InterceptStandardError, result.Model.InterceptP);
        for (int i = 0; i < result.Model.Names.Length; i++)
        {
            report.Row(result.Model.Names[i], result.Model.Coefficients[i], result.Model.StandardErrors[i], result.Model.P[i]);
        }

        NoteSeparation(result.Model, report);
        NoteFewEvents(events, terms.Sum(term => term.Columns.Length), report);
        report.Note("p values and intervals of a selected model are too good: the selection looked at the same rows");
    }

    private static StepwiseResult ByP(ImmutableArray<ModelTerm> terms, bool[] events, StepwiseDirection direction, ParseResult parsed)
    {
        (double enter, double remove) = (parsed.GetValue(Enter), parsed.GetValue(Remove));
        return enter is > 0 and < 1 && remove is > 0 and < 1 && (direction != StepwiseDirection.Both || remove >= enter)
            ? StepwiseSelection.ByP(terms, events, direction, enter, remove)
            : throw new CommandFailure(
                ExitCode.WrongUse,
                $"error: --enter and --remove lie between 0 and 1, and --remove is not below --enter where terms go both ways, found {StatsReport.Show(enter)} and {StatsReport.Show(remove)}");
    }
}
