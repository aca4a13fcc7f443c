using System.Text.Json;
using System.Text.Json.Nodes;
using Voxopsy.Study.StudyFiles.Schema;

namespace Voxopsy.Study.StudyFiles;

/// <summary>What a study file may say. The published <c>voxopsy.schema.json</c> is written from this and from nothing else.</summary>
public static class StudySchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static SchemaNode Root { get; } = Build();

    /// <summary>The JSON Schema (draft 2020-12) that lets an editor complete and check a study file.</summary>
    public static string ToJson()
    {
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Voxopsy study file",
        };
        foreach ((string key, JsonNode? value) in Root.ToJsonSchema())
        {
            schema[key] = value?.DeepClone();
        }

        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static SectionSchema Build()
    {
        TextSchema text = new();
        ListSchema texts = new(text);
        NumberSchema share = new(0, 1);
        FlagSchema flag = new();

        SchemaNode cohort = new SectionSchema(
            ("table", new TextSchema { Description = "CSV or XLSX with one row a case" }),
            ("where", new TextSchema { Description = "Condition on the rows, such as: center in (A, B) and grade is known" }),
            ("sealed", new FlagSchema { Description = "Opened by frozen models only; every opening is logged" }),
            ("prevalence", new NumberSchema(0.0001, 0.9999) { Description = "Share of events to expect in an external cohort, known beforehand; log odds are shifted by it, its outcomes are not looked at" }))
        { Required = ["table"] };

        SchemaNode clinical = new SectionSchema(
            ("type", new ChoiceSchema("number", "category")),
            ("column", new TextSchema { Description = "Column of the table, when it differs from the name" }),
            ("unit", text),
            ("levels", new ListSchema(text) { Description = "Levels of a category; the first is the reference" }),
            ("known", new ChoiceSchema("before", "after") { Description = "Known before or only after the moment of prediction; 'after' can never be a predictor" }))
        { Required = ["type"] };

        SchemaNode features = new SectionSchema([
            ("kind", new ChoiceSchema("radiomics", "table", "deep")),
            ("roi", new TextSchema { Description = "Name of a mask" }),
            ("images", new ListSchema(text) { Description = "Names of images; none for shape alone" }),
            ("families", RadiomicsSchema.Families()),
            ("profile", new ChoiceSchema("ibsi", "pyradiomics") { Description = "Whose definitions: every family of IBSI, or every class of PyRadiomics" }),
            ("settings", RadiomicsSchema.Settings()),
            ("perturb", PerturbationDefinition.Schema()),
            ("path", new TextSchema { Description = "Table of features made elsewhere" }),
            ("id", new ListSchema(text) { Description = "Column or columns that name the case in that table" }),
            ("columns", new ListSchema(text) { Description = "Feature columns; all numeric ones when left out; * stands for anything" }),
            ("exclude", new ListSchema(text) { Description = "Columns that are no features; * stands for anything" }),
            .. DeepSchema.Keys(),
        ])
        { Required = ["kind"] };

        return new SectionSchema(
            ("voxopsy", new NumberSchema(1, 1) { WholeOnly = true, Description = "Version of the study file's format" }),
            ("study", new SectionSchema(
                ("title", text),
                ("seed", new NumberSchema(-9e15, 9e15) { WholeOnly = true, Description = "Seed of every random draw" }),
                ("language", new ChoiceSchema("en", "zh")),
                ("simulated", new FlagSchema { Description = "The patients are simulated; the report says so" }))
            { Required = ["title", "seed"] }),
            ("cohorts", new NamedSchema(cohort) { Description = "The first is the development cohort; the others are external" }),
            ("patient", new TextSchema { Description = "Column that names the patient; rows of one patient stay together" }),
            ("case", new ListSchema(text) { Description = "Column or columns that name the row, when a patient has several" }),
            ("dictionary", new TextSchema { Description = "CSV with column, known (before or after), description" }),
            ("outcome", new SectionSchema(("column", text), ("positive", texts), ("negative", texts), ("name", text)) { Required = ["column", "positive"] }),
            ("images", new NamedSchema(new SectionSchema(("path", text), ("modality", text), ("register_to", text)) { Required = ["path"] })),
            ("masks", new NamedSchema(new SectionSchema(("path", text), ("label", new ListSchema(new NumberSchema(1, 65535) { WholeOnly = true })), ("on", text), ("readers", new ListSchema(text) { Description = "Masks of the same regions by other readers; a case without such a file was not read again" })) { Required = ["path"] })),
            ("clinical", new NamedSchema(clinical)),
            ("missing", new SectionSchema(("impute", new ChoiceSchema("median", "knn", "chained")), ("neighbors", new NumberSchema(1, 1000) { WholeOnly = true, Description = "Rows averaged by knn" }), ("max_fraction", share))),
            ("validation", new SectionSchema(
                ("scheme", new ChoiceSchema("holdout", "kfold", "nested", "leave-one-center-out", "external")),
                ("test_fraction", new NumberSchema(0.05, 0.95)),
                ("folds", new NumberSchema(2, 1000) { WholeOnly = true }),
                ("repeats", new NumberSchema(1, 1000) { WholeOnly = true }),
                ("stratify", texts),
                ("center", text),
                ("group", new ChoiceSchema("patient", "row") { Description = "What stays together; rows of one patient must" }))
            { Required = ["scheme"] }),
            ("features", new NamedSchema(features)),
            ("select", new ListSchema(FittingSchema.Step()) { Description = "Steps in order, each learned in every fold on training rows alone" }),
            ("models", new NamedSchema(FittingSchema.Model())),
            ("evaluate", new SectionSchema(
                ("threshold", new EitherSchema(new ChoiceSchema("youden", "prevalence"), share)),
                ("bootstrap", new NumberSchema(0, 100_000) { WholeOnly = true }),
                ("decision_curve", new SectionSchema(("from", share), ("to", share), ("step", share))),
                ("subgroups", texts),
                ("compare", new EitherSchema(new ChoiceSchema("all-pairs", "none"), new ListSchema(texts))))),
            ("report", new SectionSchema(
                ("formats", new ListSchema(new ChoiceSchema("html", "pdf"))),
                ("figures", new ListSchema(new ChoiceSchema("svg", "png"))),
                ("checklists", new ListSchema(new ChoiceSchema("tripod+ai", "clear"))))))
        { Required = ["voxopsy", "study", "cohorts", "patient", "outcome", "validation", "models"] };
    }
}
