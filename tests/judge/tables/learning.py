"""Estimators of scikit-learn, pipelines, folds, and what shares samples out; a chain is an array that goes through."""

from tests.judge.tables import Family

_TRANSFORMERS = (
    "StandardScaler() MinMaxScaler() RobustScaler() MaxAbsScaler() Normalizer() PowerTransformer() PCA() PCA({n}) "
    "QuantileTransformer(n_quantiles=3) PCA(n_components={m}) TruncatedSVD(n_components={n}) PolynomialFeatures() "
    "PolynomialFeatures({n},interaction_only=True) PolynomialFeatures(3,include_bias=False) SimpleImputer() "
    "KMeans(2,n_init=1) SelectKBest(k={n}) KBinsDiscretizer() OrdinalEncoder() OneHotEncoder(sparse_output=False) "
    "make_pipeline(StandardScaler(),PCA({n})) make_pipeline(MinMaxScaler(),PolynomialFeatures(2)) VarianceThreshold() "
    "Pipeline([('scale',StandardScaler()),('pca',PCA(n_components=2))]) PCA(0.5) FastICA({n}) KernelPCA({n}) "
    "Binarizer()"
).split()

FAMILY = Family(
    head="""import numpy as np
import pandas as pd
import keras
from sklearn.preprocessing import *
from sklearn.decomposition import PCA, TruncatedSVD, FastICA, KernelPCA
from sklearn.impute import SimpleImputer
from sklearn.cluster import KMeans
from sklearn.feature_selection import SelectKBest, VarianceThreshold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split, KFold, ShuffleSplit, TimeSeriesSplit
from sklearn.utils import shuffle, resample
x, y = np.random.rand(14, 4), np.arange(14) % 2
windows = np.random.rand(14, 6, 4)
df = pd.DataFrame(x, columns=list("abcd"))
fitted, one = StandardScaler().fit(x), MinMaxScaler().fit(x[:, :1])
components, model = PCA(3).fit(x), RandomForestClassifier(2).fit(x, y)
labels = LabelEncoder().fit(["a", "b"])
""",
    sources=("x", "x", "df", "windows", "y", "x[:, :2]", "windows.reshape(-1, 4)", "df['a']", "x[:{n}]", "windows[0]"),
    steps=(
        *(f"{each}.fit_transform({{x}}, None)" for each in _TRANSFORMERS if "Select" not in each),
        *(f"{each}.fit({{x}}).transform({{x}}[:2])" for each in _TRANSFORMERS if "Select" not in each),
        "fitted.transform({x})",
        "fitted.inverse_transform({x})",
        "one.inverse_transform({x})",
        "components.transform({x})",
        "components.inverse_transform({x})",
        "model.predict({x})",
        "model.predict_proba({x})",
        "StandardScaler().transform({x})",
        "LinearRegression().fit({x}, y).predict({x})",
        "RandomForestClassifier(2).fit({x}, y).predict({x})",
        "LogisticRegression().fit({x}, y[:12])",
        "KMeans(2, n_init=1).fit_predict({x})",
        "SelectKBest(k={n}).fit_transform({x}, y)",
        "LabelEncoder().fit_transform({x})",
        "labels.transform(['b', 'a', 'b'])",
        "LabelBinarizer().fit_transform(y)",
        "train_test_split({x}, test_size={f})[0]",
        "train_test_split({x}, test_size={n})[1]",
        "train_test_split({x}, train_size={m}, shuffle=False)[1]",
        "train_test_split({x}, train_size={f}, test_size={n})[1]",
        "train_test_split({x}, y, stratify=y, test_size={m})[3]",
        "shuffle({x}, random_state=1)",
        "resample({x}, n_samples={n})",
        "list(KFold({n} + 1).split({x}))[0][1]",
        "list(TimeSeriesSplit({n}).split({x}))[-1][0]",
        "list(ShuffleSplit(2, test_size={f}).split({x}))[0][0]",
        "StandardScaler().fit_transform({x}.reshape(-1, {x}.shape[-1])).reshape({x}.shape)",
    ),
    longest=3,
)
