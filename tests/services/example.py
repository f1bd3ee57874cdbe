"""A small system with something of everything that the reports of services show."""

FILES = {
    "compose.yml": """\
services:
  edge: {build: edge, ports: ["80:80"]}
  cart:
    build: cart
    environment: {CATALOGUE_URL: "http://catalogue:8080", DATABASE_URL: "postgres://db/shop"}
  catalogue: {build: catalogue, environment: {DATABASE_URL: "postgres://db/shop"}}
  mailer: {image: acme/mailer}
  db: {image: "postgres:16"}
  kafka: {image: confluentinc/cp-kafka}
""",
    "edge/Dockerfile": "FROM nginx:1.27\n",
    "edge/nginx.conf": """\
server {
  location /cart/ { proxy_pass http://cart:8000; }
  location / { proxy_pass http://catalogue:8080; }
}
""",
    "cart/Dockerfile": "FROM python:3.12\n",
    "cart/app.py": """\
import os
import psycopg2
import requests
from kafka import KafkaProducer

def item(number):
    return requests.get(os.environ["CATALOGUE_URL"] + f"/products/{number}").json()

def pay(number):
    requests.post("https://api.stripe.example/v1/charges", data=number)
    requests.get("https://api.stripe.example/v1/charges")

def price(number):
    return requests.get("http://pricing/" + number)

def order(number):
    cursor = psycopg2.connect(os.environ["DATABASE_URL"]).cursor()
    cursor.execute("INSERT INTO orders VALUES (%s)", number)
    cursor.execute("SELECT name FROM products")
    KafkaProducer(bootstrap_servers="kafka:9092").send("orders", number)
""",
    "catalogue/Dockerfile": "FROM python:3.12\n",
    "catalogue/app.py": """\
import os
import psycopg2
from flask import Flask

app = Flask(__name__)

@app.get("/products/<number>")
def product(number):
    cursor = psycopg2.connect(os.environ["DATABASE_URL"]).cursor()
    cursor.execute("SELECT * FROM products")
""",
}
