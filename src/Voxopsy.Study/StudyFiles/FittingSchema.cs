using Voxopsy.Study.StudyFiles.Schema;

namespace Voxopsy.Study.StudyFiles;

/// <summary>What a study file may say about what is learned: steps and models.</summary>
internal static class FittingSchema
{
    internal static SchemaNode Step()
    {
        NumberSchema share = new(0, 1);
        FlagSchema flag = new();
        NumberSchema count = new(1, 10_000) { WholeOnly = true };
        TextSchema text = new();
        return new EitherSchema(
            new ChoiceSchema("variance", "duplicates", "stable", "univariable", "correlation", "lasso"),
            new SectionSchema(
                ("variance", flag),
                ("duplicates", flag),
                ("harmonize", new SectionSchema(
                    ("by", new TextSchema { Description = "Column of sites, such as center" }),
                    ("covariates", new ListSchema(text) { Description = "Clinical variables whose effect is kept; never the outcome, which a new patient does not have" }),
                    ("prior", new ChoiceSchema("parametric", "non-parametric", "none") { Description = "How the effects of sites are shrunk" }),
                    ("mean_only", flag),
                    ("reference", new TextSchema { Description = "The site that all others are brought to" }),
                    ("unseen", new ChoiceSchema("refuse", "pooled", "reference") { Description = "Rows of a site that training did not see: stop, take them as pooled, or as of the reference site" }))
                { Required = ["by"] }),
                ("scale", new ChoiceSchema("standard", "robust", "yeo-johnson")),
                ("stable", new SectionSchema(
                    ("icc_lower", new NumberSchema(-1, 1) { Description = "Least lower confidence limit of the intraclass correlation over perturbations and over readers" }),
                    ("level", new NumberSchema(0.5, 0.9999) { Description = "Confidence level; 0.95 when left out" }))),
                ("univariable", new SectionSchema(("p", share), ("test", new ChoiceSchema("mann-whitney", "welch")))),
                ("correlation", new SectionSchema(("spearman", share))),
                ("mrmr", new SectionSchema(
                    ("count", count),
                    ("scheme", new ChoiceSchema("gaussian", "spearman", "f-difference", "f-quotient", "discrete-difference", "discrete-quotient")))
                { Required = ["count"] }),
                ("relieff", new SectionSchema(("count", count), ("neighbors", count)) { Required = ["count"] }),
                ("pca", new SectionSchema(("components", count), ("variance", new NumberSchema(0.01, 1) { Description = "Least share of the variance kept" }))),
                ("lasso", new SectionSchema(
                    ("folds", new NumberSchema(3, 100) { WholeOnly = true }),
                    ("rule", new ChoiceSchema("min", "1se")),
                    ("max", count)))));
    }

    internal static SchemaNode Model()
    {
        TextSchema text = new();
        FlagSchema flag = new();
        NumberSchema share = new(0, 1);
        ListSchema whole = new(new NumberSchema(1, 1000) { WholeOnly = true });
        ListSchema positive = new(new NumberSchema(1e-9, 1e9));
        return new SectionSchema(
            ("from", new ListSchema(text) { Description = "clinical, clinical.NAME, a feature set, SET.COLUMN, models.NAME" }),
            ("stepwise", new EitherSchema(
                new ChoiceSchema("aic-both", "aic-forward", "aic-backward", "p-both", "p-forward", "p-backward"),
                new SectionSchema(("p", new ChoiceSchema("both", "forward", "backward")), ("enter", share), ("remove", share)) { Required = ["p"] })),
            ("signature", flag),
            ("classifier", new ChoiceSchema("svm", "random-forest", "gradient-boosting", "knn", "lda", "logistic", "ridge") { Description = "After the steps of 'select'; probabilities are calibrated on out-of-fold scores of training rows" }),
            ("tune", new SectionSchema(
                ("cost", positive), ("kernel", new ListSchema(new ChoiceSchema("linear", "rbf"))), ("neighbors", whole), ("depth", whole), ("leaf", whole),
                ("shrinkage", new ListSchema(share)), ("trees", new NumberSchema(1, 10_000) { WholeOnly = true }))
            { Description = "Settings of the classifier; inner folds of the training rows choose among several" }),
            ("recalibrate", new ChoiceSchema("none", "intercept", "logistic") { Description = "Corrects the log odds on out-of-fold scores of training rows" }),
            ("nomogram", flag))
        { Required = ["from"] };
    }
}
